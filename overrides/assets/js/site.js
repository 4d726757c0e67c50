export {}; // a module, so nothing here is global

// The frame's few behaviors: colors, search on first use, printing. Everything else on the site works without it.

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

// Search: the theme's script, and the elements it insists on, wait in a template until they are asked for.

const opener = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-action="search"]'));

/** @type {Promise<HTMLInputElement> | undefined} */
let engine;

/** Starts the theme's script once; resolves to the checkbox that opens and closes its search. */
function startEngine() {
  engine ??= new Promise((resolve, reject) => {
    const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("engine"));
    const script = template?.content.querySelector("script[src]");
    const toggle = /** @type {HTMLInputElement | null | undefined} */ (template?.content.querySelector("#__search"));
    if (!template || !script || !toggle) {
      reject(new Error("no search on this page"));
      return;
    }
    lendHelpers();
    blockShortcuts();
    toggle.addEventListener("change", () => setOpen(toggle.checked));
    script.addEventListener("load", () => resolve(toggle));
    script.addEventListener("error", reject);
    document.body.append(template.content);
    for (const closer of document.querySelectorAll('[data-action="close-search"]')) {
      closer.addEventListener("click", () => toggle.checked && toggle.click());
    }
  });
  return engine;
}

/** What the theme's own inline script would define; it is left out so that no page has an inline script. */
function lendHelpers() {
  const config = document.getElementById("engine");
  const json = config instanceof HTMLTemplateElement ? config.content.querySelector("#__config")?.textContent : null;
  const base = json ? JSON.parse(json).base : ".";
  Object.assign(window, {
    __md_scope: new URL(base, location.href),
    __md_hash: () => 0,
    __md_get: () => null,
    __md_set: () => undefined,
  });
}

/** The theme listens everywhere for f, s, /, p, comma, n and period (WCAG 2.1.4), and closes its search when Tab is pressed
 * in it: none of these ever reaches it. The keys themselves still do what they do in a browser. */
function blockShortcuts() {
  const keys = new Set(["f", "s", "/", "p", ",", "n", "."]);
  const stop = (/** @type {KeyboardEvent} */ event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const shortcut = keys.has(event.key) && !typing && !event.metaKey && !event.ctrlKey;
    if (shortcut || event.key === "Tab") event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", stop, { capture: true });
}

/** While search is open the page behind it is out of reach; when it closes, focus goes back to its button.
 * @param {boolean} open */
function setOpen(open) {
  for (const part of document.querySelectorAll(".skip, .header, .md-container")) part.toggleAttribute("inert", open);
  if (!open) opener?.focus();
}

async function openSearch() {
  try {
    const toggle = await startEngine();
    if (!toggle.checked) toggle.click();
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
    field?.focus();
  } catch {
    opener?.setAttribute("disabled", ""); // nothing to search with: say so rather than do nothing
  }
}

opener?.addEventListener("click", () => void openSearch());
document.addEventListener("keydown", (event) => {
  const inside = event.target instanceof Element && event.target.closest(".md-search");
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
  if (inside && event.key === "Escape" && toggle?.checked) toggle.click();
});
