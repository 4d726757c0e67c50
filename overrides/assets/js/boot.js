// Runs before the first paint, so the colors a reader chose never flash. A plain script: modules wait.
(function boot(root) {
  root.classList.replace("no-js", "js");
  /** @type {string | null} */
  let choice = null;
  try {
    choice = localStorage.getItem("legs-up:colors");
  } catch {
    // Storage is refused in some frames and private windows: follow the device.
  }
  const known = choice === "day" || choice === "night";
  root.dataset.colors = known ? String(choice) : "device";
  if (known) root.dataset.mdColorScheme = choice === "night" ? "slate" : "default";
})(document.documentElement);
