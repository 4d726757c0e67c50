export {}; // a module, so nothing here is global

// The Start button at the top of a benefit page starts the timer further down, in the same press, so that its sound may play.
// Without this script, or before the timer is ready, it is a link to the same session on a page of its own.

document.querySelector("[data-start]")?.addEventListener("click", (event) => {
  const press = /** @type {MouseEvent} */ (event);
  const timer = document.querySelector("practice-timer");
  const room = /** @type {HTMLElement | null} */ (timer?.querySelector(".timer__room") ?? null);
  const go = /** @type {HTMLButtonElement | null} */ (room?.querySelector('[data-act="go"]') ?? null);
  if (!timer || !go || room?.hasAttribute("inert") || press.ctrlKey || press.metaKey || press.shiftKey) return;
  press.preventDefault();
  timer.scrollIntoView();
  go.focus({ preventScroll: true });
  if (room?.dataset.state === "ready") go.click();
});
