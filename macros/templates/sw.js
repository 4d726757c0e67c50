// The service worker: what a reader has been to once works without a network. macros/publishing/offline.py writes the list.
//
// Pages come from the network first, so that what we say about health is never old while there is a connection.
// A new worker waits until no page of the site runs a session. To take the worker back for good, see deploy/README.md.

/** @typedef {{ version: string, own: string[], shell: string[], sound: Record<string, number> }} Build */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {Build} */
const BUILD = JSON.parse('{"build": "here"}');

const scope = new URL(worker.registration.scope);
// Several sites may share a host, each with its own folder and its own caches.
const PREFIX = `legs-up:${scope.pathname}:`;
const SHELL = `${PREFIX}shell:${BUILD.version}`;
const SOUND = `${PREFIX}sound`;
// The timer lays a track here that it made itself; it plays best when it comes as a file.
const SPLICED = `${PREFIX}spliced`;
/** A page that takes longer than this comes from the cache, if it is there. Milliseconds. */
const PATIENCE = 4000;
/** An open page that does not answer within this time may be a frozen one with a session. Milliseconds. */
const REPLY = 1000;

const sounds = `${scope.pathname}assets/sound/`;

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(settle()));
worker.addEventListener('message', (event) => {
  if (event.data?.type === 'may-change') event.waitUntil(changeIfQuiet());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!isOurs(url)) return;
  /** The answer goes to the page first; what else there is to do may take its time, and may fail. @param {(late: Late) => Promise<Response>} give */
  const answer = (give) => event.respondWith(give((work) => keepAwake(event, work.catch(() => undefined))));
  if (url.pathname.startsWith(`${sounds}spliced/`)) answer(() => fromCache(request, SPLICED));
  else if (request.method !== 'GET') return;
  else if (url.pathname.startsWith(sounds)) answer((late) => sound(request, late));
  else if (isPage(request, url)) answer((late) => page(request, url, late));
  else answer((late) => asset(request, late));
});

/** @typedef {(work: Promise<unknown>) => void} Late work that nobody waits for */

/** @param {FetchEvent} event @param {Promise<unknown>} work */
function keepAwake(event, work) {
  try {
    event.waitUntil(work);
  } catch {
    // The answer was given long ago; the work goes on all the same while the worker lives.
  }
}

/**
 * In our folder; and where that is the root of a host with other projects beside us, in one of ours.
 * @param {URL} url
 */
function isOurs({ origin, pathname }) {
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return false;
  const [first = ''] = pathname.slice(scope.pathname.length).split('/');
  return scope.pathname !== '/' || BUILD.own.includes(first);
}

/** Everything a reader needs but the voice: pages with all they ask for, the bells, and the quiet bed they ring in. For a bell that is
 * left out here another one stands in (ensemble.js): the soft one for the quiet one. */
async function fill() {
  const rings = Object.keys(BUILD.sound).filter((path) => /\/(?:bed|bell-[\w-]+-soft|bell-(?!sign)[\w-]+-clear)\.mp3/.test(path));
  await Promise.all([keep(SHELL, BUILD.shell), keep(SOUND, rings)]);
}

/** What an older worker already holds under the same address is not fetched again. @param {string} name @param {string[]} paths */
async function keep(name, paths) {
  const cache = await caches.open(name);
  await Promise.all(
    paths.map(async (path) => {
      const url = new URL(path, scope).href;
      const held = isForever(path) ? await caches.match(url) : undefined;
      const answer = held ?? (await fetch(new Request(url, { cache: 'reload' })));
      if (!answer.ok) throw new Error(`${answer.status} ${path}`);
      await cache.put(url, answer);
    }),
  );
}

/** @param {string} path an address that changes with its content */
function isForever(path) {
  return /\?v=\w+$|\.[0-9a-f]{8}\.(?:min\.)?\w+$/.test(path);
}

/** The old shell goes, and so does sound that no longer belongs to the site, or that a session left behind. */
async function settle() {
  await caches.delete(SPLICED);
  await caches.delete('legs-up-spliced'); // its name until November 2026
  for (const name of await caches.keys()) {
    if (name.startsWith(`${PREFIX}shell:`) && name !== SHELL) await caches.delete(name);
  }
  const cache = await caches.open(SOUND);
  const known = new Set(Object.keys(BUILD.sound).map((path) => new URL(path, scope).href));
  for (const request of await cache.keys()) if (!known.has(request.url)) await cache.delete(request);
  await worker.clients.claim();
}

/** Takes over from the older worker, unless some page runs a session or does not answer. */
async function changeIfQuiet() {
  const pages = await worker.clients.matchAll({ includeUncontrolled: true });
  const quiet = await Promise.all(pages.map(isQuiet));
  if (quiet.every(Boolean)) await worker.skipWaiting();
}

/** @param {Client} client @returns {Promise<boolean>} */
function isQuiet(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === 'quiet');
    setTimeout(() => resolve(false), REPLY);
    client.postMessage({ type: 'are-you-quiet' }, [port2]);
  });
}

/** @param {Request} request @param {URL} url */
function isPage(request, url) {
  return (request.mode === 'navigate' && !isFile(url)) || url.pathname.endsWith('/') || /\/(?:search_index|offline)\.json$/.test(url.pathname);
}

/** A PDF, a calendar, a feed: something that a page links and is none. @param {URL} url */
function isFile({ pathname }) {
  return /\.\w+$/.test(pathname) && !pathname.endsWith('.html');
}

/** What a page is kept under: "/practice", "/practice/index.html" and "/practice/?for=sleep" are one page. @param {URL} url */
function plain(url) {
  const path = url.pathname.replace(/index\.html$/, '').replace(/\/[^/.]+$/, '$&/');
  return new URL(path, url).href;
}

/** Network first; a page once seen, or the one that helps, without it. @param {Request} request @param {URL} url @param {Late} late */
async function page(request, url, late) {
  const cache = await caches.open(SHELL);
  const kept = async () => {
    const held = await cache.match(plain(url));
    // What a page links is seen from its folder.
    const away = held && request.mode === 'navigate' && !url.pathname.endsWith('/') && !url.pathname.endsWith('.html') && !isFile(url);
    return away ? Response.redirect(plain(url) + url.search) : held;
  };
  const fresh = fetch(request).then((answer) => {
    if (answer.ok && !answer.redirected) late(cache.put(plain(url), answer.clone()));
    return answer;
  });
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(kept);
  try {
    const answer = (await Promise.race([fresh, patience])) ?? (await fresh);
    return answer.status < 500 ? answer : ((await kept()) ?? answer);
  } catch {
    return (await kept()) ?? (request.mode === 'navigate' ? help(cache) : Response.error());
  }
}

/** The page that helps, and says that it is not what was asked for. @param {Cache} cache */
async function help(cache) {
  const held = await cache.match(new URL('404.html', scope).href);
  return held ? new Response(held.body, { status: 404, headers: held.headers }) : Response.error();
}

/** Cache first: the address changes with the content. @param {Request} request @param {Late} late */
async function asset(request, late) {
  const cache = await caches.open(SHELL);
  const held = await cache.match(request);
  if (held) return held;
  try {
    const answer = await fetch(request);
    if (answer.ok && isForever(request.url) && !request.headers.has('range')) late(cache.put(request, answer.clone()));
    return answer;
  } catch {
    return (await cache.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

/** A clip is kept once it was fetched whole; a track is long, comes in parts and is not kept. @param {Request} request @param {Late} late */
async function sound(request, late) {
  const cache = await caches.open(SOUND);
  const held = (await cache.match(request.url)) ?? (await (await caches.open(SHELL)).match(request.url));
  if (held) return part(request, held);
  const answer = await fetch(request);
  const path = request.url.slice(scope.href.length);
  // A host that answers with a page where a sound should be is not believed.
  if (answer.status === 200 && path in BUILD.sound && /^audio\//.test(answer.headers.get('Content-Type') ?? '')) late(cache.put(request.url, answer.clone()));
  return answer;
}

/** @param {Request} request @param {string} name */
async function fromCache(request, name) {
  const held = await (await caches.open(name)).match(request.url);
  return held ? part(request, held) : new Response(null, { status: 404 });
}

/** The bytes that a player asks for: WebKit plays nothing from a server that cannot send a part. @param {Request} request @param {Response} whole */
async function part(request, whole) {
  const body = await whole.blob();
  const headers = new Headers({ 'Content-Type': whole.headers.get('Content-Type') ?? 'audio/mpeg', 'Accept-Ranges': 'bytes' });
  const wanted = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  const start = wanted ? Number(wanted[1]) : 0;
  const end = wanted?.[2] ? Math.min(Number(wanted[2]) + 1, body.size) : body.size;
  if (start >= end && wanted) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${body.size}` } });
  headers.set('Content-Length', `${end - start}`);
  if (wanted) headers.set('Content-Range', `bytes ${start}-${end - 1}/${body.size}`);
  const content = request.method === 'HEAD' ? null : body.slice(start, end);
  return new Response(content, { status: wanted ? 206 : 200, headers });
}
