// The Start button at the top of a benefit page starts the timer further down, in the same press, so that its sound may play.
// It says the page's one choice. Without this script, or before the timer is ready, it leads to the session on a page of its own.

/** @import { PageChoice } from '../timer/choice.js' */
/** @import { Score } from '../timer/timeline.js' */

const start = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-start]"));
const timer = /** @type {(HTMLElement & { choice: PageChoice, score: Score }) | null} */ (document.querySelector("practice-timer"));

/** @param {HTMLAnchorElement} button @param {PageChoice} choice @param {Score} score */
async function say(button, { now }, score) {
  const { minutes, purpose, root = "", start: aimed = "", plain = "" } = button.dataset;
  const own = now.purpose === purpose;
  if (own && `${now.minutes}` === minutes && button.textContent === aimed.replace("{minutes}", minutes)) return;
  const { sessionPath } = await import("../timer/address.js");
  button.textContent = (own ? aimed : plain).replace("{minutes}", `${now.minutes}`);
  button.href = root + sessionPath(score, now);
}

if (start && timer) {
  void customElements.whenDefined("practice-timer").then(() => {
    const { choice, score } = timer;
    void say(start, choice, score);
    choice.addEventListener("change", () => void say(start, choice, score));
  });

  start.addEventListener("click", (press) => {
    const room = /** @type {HTMLElement | null} */ (timer.querySelector(".timer__room"));
    const go = /** @type {HTMLButtonElement | null} */ (timer.querySelector('[data-act="go"]'));
    if (!go || room?.hasAttribute("inert") || press.ctrlKey || press.metaKey || press.shiftKey) return;
    press.preventDefault();
    timer.scrollIntoView();
    go.focus({ preventScroll: true });
    if (room?.dataset.state === "ready") go.click();
  });
}
