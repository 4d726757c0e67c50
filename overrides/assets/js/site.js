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

// What is folded opens when an address leads into it, and for paper.
if (document.querySelector("article details")) void import("./fold.js");

// What nobody needs in the first second comes when the page has arrived.
function fetchLate() {
  void import("./offline.js");
  for (const timer of document.querySelectorAll("practice-timer")) void (/** @type {{ lend?: () => unknown }} */ (/** @type {unknown} */ (timer)).lend?.());
  if (document.querySelector("practice-timer, .sheet")) void import("./follow.js");
}
if (document.readyState === "complete") fetchLate();
else addEventListener("load", fetchLate, { once: true });
