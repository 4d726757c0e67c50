// Runs before the first paint, so the colors a reader chose never flash. A plain script: modules wait.
(function boot(root) {
  root.classList.replace("no-js", "js");
  /** @type {string | null} */
  let choice = null;
  try {
    choice = localStorage.getItem("legs-up:colors");
    // timer.js keeps these; the first picture should be the one that stays.
    if (localStorage.getItem("legs-up-settings") || sessionStorage.getItem("legs-up-care")) root.classList.add("cared");
  } catch {
    // Storage is refused in some frames and private windows: follow the device.
  }
  const known = choice === "day" || choice === "night";
  root.dataset.colors = known ? String(choice) : "device";
  if (known) root.dataset.mdColorScheme = choice === "night" ? "slate" : "default";

  // A timer whose script does not come, or takes too long, is the list that it grew from: timer.css.
  const look = () => void (document.querySelector("practice-timer:not(:defined)") && root.classList.add("late"));
  addEventListener("load", look);
  setTimeout(look, 6000);
})(document.documentElement);
