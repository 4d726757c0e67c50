// The one place where an address may become a script that runs by itself: the two workers of this site. The policy of every page
// names it (macros/publishing/policy.py), and a browser that knows Trusted Types refuses every other place, and all markup made
// from text.

/** The site's root: this module lies three folders below it, in assets/js/site/. */
export const root = new URL('../../../', import.meta.url);

/** What keeps the site on the device, and what searches. */
const WORKERS = /^(?:sw\.js|assets\/javascripts\/workers\/search\.\w+\.min\.js)$/;

/**
 * @param {string} path of a worker, from the site's root
 * @returns {string} its whole address, as a browser with Trusted Types wants it
 */
function whole(path) {
  if (!WORKERS.test(path)) throw new TypeError(`not a worker of this site: ${path}`);
  return new URL(path, root).href;
}

/** @type {{ createScriptURL: (path: string) => any } | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('legs-up-the-wall', { createScriptURL: whole });

/** @param {string} path of a worker, from the site's root @returns {string} */
export const workerAddress = (path) => (policy ? policy.createScriptURL(path) : whole(path));
