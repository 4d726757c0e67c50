export {}; // a module, so nothing here is global

// The frame's few behaviors: colors, printing, and what waits until it is asked for. Everything else on the site works without it.

const root = document.documentElement;

/** The three color choices, in the order the button goes through them. */
const CHOICES = /** @type {const} */ (["device", "day", "night"]);
const STORE = "legs-up:colors";

/** @param {string} choice */
function useColors(choice) {
  root.dataset.colors = choice;
  if (choice === "device") delete root.dataset.mdColorScheme;
  else root.dataset.mdColorScheme = choice === "night" ? "slate" : "default";
  paintBrowser();
}

/** The browser's own frame takes the color of the air, also when the reader overrides the device. */
function paintBrowser() {
  const air = getComputedStyle(document.body).backgroundColor;
  const chosen = root.dataset.colors !== "device";
  for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll('meta[name="theme-color"]'))) {
    meta.dataset.own ??= meta.content;
    meta.content = chosen ? air : meta.dataset.own;
  }
}

// A page that comes back from the browser's memory missed what was chosen on another one, and so does a page in another tab.
function followColors() {
  try {
    const kept = localStorage.getItem(STORE);
    useColors(CHOICES.find((choice) => choice === kept) ?? "device");
  } catch {
    // What cannot be read cannot have changed.
  }
}
addEventListener("pageshow", ({ persisted }) => persisted && followColors());
addEventListener("storage", ({ key }) => key === STORE && followColors());

/** @param {string} choice */
function remember(choice) {
  try {
    if (choice === "device") localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, choice);
  } catch {
    // Refused storage only means that the choice ends with this page.
  }
}

document.querySelector('[data-action="colors"]')?.addEventListener("click", () => {
  const now = CHOICES.findIndex((choice) => choice === root.dataset.colors);
  const next = CHOICES[(now + 1) % CHOICES.length] ?? "device";
  useColors(next);
  remember(next);
});
if (root.dataset.colors !== "device") paintBrowser();

for (const button of document.querySelectorAll('[data-action="print"]')) {
  button.addEventListener("click", () => window.print());
}

const opener = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-action="search"]'));
opener?.addEventListener("click", () => void import("./search.js").then(({ openSearch }) => openSearch(opener)));

// Whoever presses a sun for the first time is shown the way to the moving drawing, on the page that they come to: the address says
// it, so it stands there from the first picture. Where nothing can be kept, nobody is told again and again.
const BEEN = "legs-up:been";
for (const sun of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.sun"))) {
  sun.addEventListener("click", () => {
    try {
      sun.hash = localStorage.getItem(BEEN) || localStorage.getItem("legs-up-settings") ? "" : "first";
      localStorage.setItem(BEEN, "yes");
    } catch {
      sun.hash = "";
    }
  });
}

// A drawing moves when asked: what moves it comes with the first press.
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".moving__button"))) {
  button.hidden = false;
  const part = /** @type {Element} */ (button.closest(".moving"));
  const move = () => import("./moving.js").then(({ animate }) => animate(part)).catch(() => (button.hidden = true));
  button.addEventListener("click", move, { once: true });
}

// What is folded opens when an address leads into it, and for paper.
if (document.querySelector("article details")) void import("./fold.js");

// What shows the session outside the timer, and all keys but Start, come with the first touch; at once when a link, this device or
// a session left by a reload has chosen something already.
/** @typedef {{ lend?: () => unknown, choice?: { plain: boolean } }} Timer */
const timers = /** @type {Timer[]} */ (/** @type {unknown} */ ([...document.querySelectorAll("practice-timer")]));
/** @type {Promise<typeof import("./follow.js")> | undefined} */
let following;
const follow = () => (following ??= import("./follow.js"));
function wake() {
  for (const timer of timers) timer.lend?.();
  if (timers.length || document.querySelector(".sheet")) follow().catch(() => (following = undefined));
}
for (const touch of ["pointerdown", "keydown", "focusin"]) addEventListener(touch, wake, { once: true });

const take = document.querySelector(".take");
if (take) {
  const [share, copier] = ["share", "copy"].map((way) => take.querySelector(`[data-${way}]`));
  const canShare = navigator.canShare?.({ url: location.href }) ?? false;
  share?.toggleAttribute("hidden", !canShare);
  copier?.toggleAttribute("hidden", canShare);
  take.addEventListener("submit", (event) => event.preventDefault());
  for (const way of ["click", "submit"]) {
    take.addEventListener(way, (event) => {
      const pressed = event.target instanceof Element && event.target.closest("button");
      // Some devices share only in the press itself. What nobody has chosen is the page's bare address.
      if (pressed && pressed === share && timers.every(({ choice }) => !choice || choice.plain)) {
        navigator.share({ title: document.title, url: location.origin + location.pathname }).catch(() => {});
      } else void follow().then(({ taken }) => taken?.(event));
    });
  }
}

// What nobody needs in the first second comes when the page has arrived.
function fetchLate() {
  void import("./offline.js");
  if (timers.some(({ choice }) => choice && !choice.plain) || document.querySelector(".sheet--show")) wake();
}
if (document.readyState === "complete") fetchLate();
else addEventListener("load", fetchLate, { once: true });
