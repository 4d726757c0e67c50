// Search: the theme's worker finds, and this draws what it found, word by word: no markup is ever made from text. The panel waits in
// a template until it is asked for.
import { root, workerAddress } from "./trusted.js";

/**
 * What the worker says of a place; title and text are markup, with <mark> around what was found.
 * @typedef {{ location: string, title: string, text: string, score: number }} Place
 */

/** What the worker and we say to each other. */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

/** @type {Promise<HTMLDialogElement> | undefined} */
let panel;

/** Puts the panel into the page, once, and wakes the worker. */
async function begin() {
  const parts = /** @type {HTMLTemplateElement | null} */ (document.getElementById("engine"))?.content;
  const sheet = parts?.querySelector("link");
  const dialog = parts?.querySelector("dialog");
  if (!parts || !sheet || !dialog) throw new Error("no search on this page");
  // The look comes first, so that nothing shows undressed.
  const dressed = new Promise((resolve, reject) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", reject);
  });
  document.head.append(sheet);
  const worker = await hired(dialog.dataset.worker ?? "");
  await dressed;
  document.body.append(dialog);
  serve(dialog, worker);
  return dialog;
}

/** The worker with the index in its head. @param {string} file */
async function hired(file) {
  const worker = new Worker(workerAddress(`assets/javascripts/workers/${file}`));
  const answer = await fetch(new URL("search/search_index.json", root));
  if (!answer.ok) throw new Error("no index");
  const { config, docs } = await answer.json();
  await new Promise((resolve, reject) => {
    worker.addEventListener("error", reject, { once: true });
    worker.addEventListener("message", ({ data }) => data.type === READY && resolve(undefined), { once: true });
    worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  });
  return worker;
}

/** Questions out, answers in; the panel's keys. @param {HTMLDialogElement} dialog @param {Worker} worker */
function serve(dialog, worker) {
  const field = /** @type {HTMLInputElement} */ (dialog.querySelector(".search__field"));
  const said = /** @type {HTMLElement} */ (dialog.querySelector(".search__said"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector(".search__list"));
  const first = said.textContent ?? "";
  let asked = "";

  field.addEventListener("input", () => {
    asked = field.value.trim();
    if (asked) worker.postMessage({ type: QUERY, data: asked });
    else show([]);
  });
  worker.addEventListener("message", ({ data }) => data.type === RESULT && asked && show(data.data.items));

  /** @param {Place[][]} found */
  function show(found) {
    const { none, one, other, moreOne, moreOther } = said.dataset;
    const word = found.length ? { one, other } : { one: none, other: asked ? none : first };
    said.textContent = counted(found.length, word);
    list.replaceChildren(...found.map((places) => drawn(places, { one: moreOne, other: moreOther })));
    /** @type {HTMLElement} */ (dialog.querySelector(".search__out")).scrollTop = 0;
  }

  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest("a, [data-action='close-search']"))) dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    links(dialog)[0]?.click();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...links(dialog)];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    stops.at((here + step) % stops.length)?.focus();
  });
}

/** The answers that show. @param {Element} dialog */
const links = (dialog) => /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll(".search__link")]).filter((link) => link.checkVisibility());

/** How a count is said. @typedef {{ one?: string | undefined, other?: string | undefined }} Words */

/** @param {number} count @param {Words} words */
const counted = (count, { one = "", other = "" }) => (count === 1 ? one : other).replace("#", String(count));

/**
 * What was found on one page: the page, its best places, and the others folded.
 * @param {Place[]} places
 * @param {Words} words
 */
function drawn(places, words) {
  const best = places[0]?.score ?? 0;
  const page = Math.max(0, places.findIndex((place) => !place.location.includes("#")));
  const others = places.filter((_, place) => place !== page);
  const less = others.findIndex(({ score }) => score < best);
  const cut = less < 0 ? others.length : less;
  const item = element("li", "search__item");
  item.append(...places.slice(page, page + 1).map((place) => link(place, "search__title", page === 0 && cut === 0)));
  item.append(...others.slice(0, cut).map((place) => link(place, "search__place", true)));
  if (cut < others.length) {
    const more = element("details", "search__more");
    const summary = document.createElement("summary");
    summary.append(element("span", "search__fold", counted(others.length - cut, words)));
    more.append(summary, ...others.slice(cut).map((place) => link(place, "search__place", true)));
    item.append(more);
  }
  return item;
}

/** @param {Place} place @param {string} className of its title @param {boolean} teased whether its words show too */
function link(place, className, teased) {
  const anchor = /** @type {HTMLAnchorElement} */ (element("a", "search__link"));
  anchor.href = new URL(place.location, root).href;
  const title = element("span", className);
  title.append(...told(place.title));
  anchor.append(title);
  if (!teased || !place.text) return anchor;
  const teaser = element("span", "search__teaser");
  teaser.append(...told(place.text));
  anchor.append(teaser);
  return anchor;
}

/** @param {string} name @param {string} className @param {string} words */
function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

/** @type {Record<string, string>} */
const LETTERS = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** Markup of the index as plain words, with what was found marked. @param {string} markup */
function told(markup) {
  /** @type {(string | HTMLElement)[]} */
  const out = [];
  let marked = false;
  for (const piece of markup.split(/(<[^>]*>)/)) {
    const words = piece.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => LETTERS[name] ?? "");
    if (/^<\/?mark/.test(piece)) marked = !piece.startsWith("</");
    else if (piece.startsWith("<")) out.push(" ");
    else out.push(marked && words ? element("mark", "search__found", words) : words);
  }
  return out;
}

/** @param {HTMLElement | null} opener the button that was pressed, and gets the focus back */
export async function openSearch(opener) {
  try {
    panel ??= begin();
    const dialog = await panel;
    if (!dialog.open) dialog.showModal();
    /** @type {HTMLElement | null} */ (dialog.querySelector(".search__field"))?.focus();
  } catch {
    opener?.setAttribute("disabled", ""); // nothing to search with: say so rather than do nothing
  }
}
