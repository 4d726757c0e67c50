export {}; // a module, so nothing here is global

// Folded parts open for an address that points at them, and for paper. Everything else about them is the browser's own.

/** The element that the address names, if there is one. @returns {Element | null} */
function named() {
  const name = location.hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(name));
  } catch {
    return document.getElementById(name); // a stray % in an address somebody typed
  }
}

/** Opens what the address points into, and what its own section keeps folded; what has moved is followed. */
function follow() {
  const target = named();
  if (!target) return;
  const moved = target.closest("[data-moved]")?.getAttribute("data-moved");
  if (moved) {
    location.replace(moved + location.hash);
    return;
  }
  const folds = new Set(target.closest("[data-fold]")?.querySelectorAll("details.fold"));
  for (let up = target.closest("details"); up; up = up.parentElement?.closest("details") ?? null) folds.add(up);
  const closed = /** @type {HTMLDetailsElement[]} */ ([...folds]).filter((fold) => !fold.open);
  for (const fold of closed) fold.open = true;
  if (closed.length > 0) target.scrollIntoView();
}

/** What was opened for paper only. @type {HTMLDetailsElement[]} */
let lent = [];
addEventListener("beforeprint", () => {
  lent = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("article details:not([open])")]);
  for (const fold of lent) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of lent) fold.open = false;
  lent = [];
});

addEventListener("hashchange", follow);
// A second press on the same link changes no address.
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
  if (link instanceof HTMLAnchorElement && link.href === location.href) follow();
});
follow();
