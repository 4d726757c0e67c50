// Keeps the site on the device: starts the service worker once the page is at rest, and answers the "keep for offline" button.
// It comes after the page has loaded, so a session may run already.
import { root, workerAddress } from './trusted.js';

/** How many sessions run on this page: while one does, no new worker may take over. */
let running = document.querySelectorAll('.timer__room:is([data-state="running"], [data-state="paused"])').length;
document.addEventListener('practice-start', () => (running += 1));
document.addEventListener('practice-end', () => {
  running = Math.max(0, running - 1);
  void offerChange();
});

/** @type {Promise<ServiceWorkerRegistration | undefined>} */
let registered = Promise.resolve(undefined);

/** Lets a waiting worker take over if no page of the site runs a session: it asks them all. */
async function offerChange() {
  (await registered)?.waiting?.postMessage({ type: 'may-change' });
}

async function register() {
  try {
    const registration = await navigator.serviceWorker.register(workerAddress('sw.js'), { scope: root.pathname, updateViaCache: 'none' });
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => void offerChange());
    });
    return registration;
  } catch {
    return undefined; // a private window, or a site that is being written: it works without
  }
}

/** @returns {Promise<void>} after the page has drawn and fetched what it needs */
function atRest() {
  return new Promise((resolve) => {
    const wait = () => ('requestIdleCallback' in window ? requestIdleCallback(() => resolve(), { timeout: 4000 }) : setTimeout(resolve, 1500));
    if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
  });
}

/** @param {HTMLElement} box */
async function offerToKeep(box) {
  const answer = await fetch(new URL('offline.json', root));
  if (!answer.ok) return;
  /** @type {{ sound: Record<string, number> }} */
  const list = await answer.json();
  const paths = Object.keys(list.sound);
  if (!paths.length) return;
  const cache = await caches.open(`legs-up:${root.pathname}:sound`);
  const absent = async () => {
    const held = new Set((await cache.keys()).map((request) => request.url));
    return paths.filter((path) => !held.has(new URL(path, root).href));
  };
  const button = /** @type {HTMLButtonElement | null} */ (box.querySelector('[data-keep="start"]'));
  const size = box.querySelector('[data-keep="size"]');
  if (!button || !size) return;

  /** @param {string} state idle, busy, done or failed; the words for each stand in the page */
  const show = (state) => {
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll('[data-keep-state]'))) {
      words.hidden = words.dataset.keepState !== state;
    }
    button.hidden = state === 'done';
    button.disabled = state === 'busy';
  };

  const missing = await absent();
  const bytes = missing.reduce((sum, path) => sum + (list.sound[path] ?? 0), 0);
  // Not Intl, which is slow to wake, while the page is still new.
  size.textContent = Math.max(bytes / 1e6, 0.1).toFixed(1).replace('.0', '');
  show(missing.length ? 'idle' : 'done');
  box.hidden = false;
  button.addEventListener('click', async () => {
    show('busy');
    try {
      for (const path of await absent()) await cache.add(new URL(path, root).href);
      await navigator.storage?.persist?.();
      show('done');
    } catch {
      show('failed');
    }
  });
}

/** What a page links and no device keeps: without a connection it is said beside the link, instead of a browser's error page. */
const FILES = 'a[href$=".pdf"], a[href$=".ics"], a[href$=".csv"], a[download]';

document.addEventListener('click', (event) => {
  const link = !navigator.onLine && event.target instanceof Element && event.target.closest(FILES);
  const words = document.querySelector('[data-needs-connection]')?.getAttribute('data-needs-connection');
  if (!link || !words || link.getAttribute('href')?.startsWith('blob:')) return;
  event.preventDefault();
  const said = link.nextElementSibling?.matches('[role="status"]') ? link.nextElementSibling : document.createElement('span');
  said.setAttribute('role', 'status');
  if (!said.isConnected) link.after(said);
  said.textContent = ` ${words}`;
});

if ('serviceWorker' in navigator && 'caches' in window) {
  navigator.serviceWorker.addEventListener('message', ({ data, ports }) => {
    if (data?.type === 'are-you-quiet') ports[0]?.postMessage(running ? 'busy' : 'quiet');
  });
  registered = atRest().then(register);
  void offerChange();
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-keep="box"]'))) {
    void registered.then((found) => found && offerToKeep(box)).catch(() => undefined); // no network: nothing to keep now
  }
}
