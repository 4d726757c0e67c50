// Search: the theme's script, and the elements it insists on, wait in a template until they are asked for.

/** @type {HTMLElement | null} what opened search, and gets the focus back */
let opener = null;

/** @type {Promise<HTMLInputElement> | undefined} */
let engine;

/** Fields that answer to text without a key already. */
const typed = new WeakSet();

/** Starts the theme's script once; resolves to the checkbox that opens and closes its search. */
async function startEngine() {
  const parts = /** @type {HTMLTemplateElement | null} */ (document.getElementById("engine"))?.content;
  const sheet = parts?.querySelector("link");
  const script = parts?.querySelector("script[src]");
  const toggle = /** @type {HTMLInputElement | null | undefined} */ (parts?.querySelector("#__search"));
  if (!parts || !sheet || !script || !toggle) throw new Error("no search on this page");
  // The look comes first, so that nothing shows undressed.
  const dressed = arrived(sheet);
  document.head.append(sheet);
  await dressed;
  lendHelpers();
  speakPlainly(parts);
  blockShortcuts();
  toggle.addEventListener("change", () => setOpen(toggle.checked));
  const started = arrived(script);
  document.body.append(parts);
  for (const closer of document.querySelectorAll('[data-action="close-search"]')) {
    closer.addEventListener("click", () => toggle.checked && toggle.click());
  }
  await started;
  return toggle;
}

/** @param {Element} element a sheet or a script that is about to be put into the page */
function arrived(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
  });
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

/** The theme counts "matching documents"; this page has its own words for that. @param {DocumentFragment} parts */
function speakPlainly(parts) {
  const config = parts.querySelector("#__config");
  const { none, one, other, moreOne, moreOther } = /** @type {HTMLElement | null} */ (parts.querySelector(".md-search-result__meta"))?.dataset ?? {};
  if (!config || !none) return;
  const known = JSON.parse(config.textContent ?? "{}");
  const words = { none, one, other, placeholder: parts.querySelector(".md-search-result__meta")?.textContent, "more.one": moreOne, "more.other": moreOther };
  for (const [key, word] of Object.entries(words)) known.translations[`search.result.${key}`] = word;
  config.textContent = JSON.stringify(known);
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

/** @param {HTMLElement | null} from the button that was pressed */
export async function openSearch(from) {
  opener = from;
  try {
    engine ??= startEngine();
    const toggle = await engine;
    if (!toggle.checked) toggle.click();
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
    if (field && !typed.has(field)) {
      typed.add(field);
      // The theme waits for a key; what is pasted, spoken or picked comes without one.
      field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
    }
    field?.focus();
  } catch {
    opener?.setAttribute("disabled", ""); // nothing to search with: say so rather than do nothing
  }
}

document.addEventListener("keydown", (event) => {
  const inside = event.target instanceof Element && event.target.closest(".md-search");
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
  if (inside && event.key === "Escape" && toggle?.checked) toggle.click();
});
