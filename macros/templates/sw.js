// The service worker: what a reader has been to once works without a network. macros/publishing/offline.py writes the list.
//
// Pages come from the network first, so that what we say about health is never old while there is a connection.
// A new worker waits until no page of the site runs a session. To take the worker back for good, see deploy/README.md.

/** @typedef {{ version: string, shell: string[], sound: Record<string, number> }} Build */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {Build} */
const BUILD = JSON.parse('{"build": "here"}');

const scope = new URL(worker.registration.scope);
// Several sites may share a host, each with its own folder and its own caches.
const PREFIX = `legs-up:${scope.pathname}:`;
const SHELL = `${PREFIX}shell:${BUILD.version}`;
const SOUND = `${PREFIX}sound`;
// The timer lays a track here that it made itself; it plays best when it comes as a file.
const SPLICED = 'legs-up-spliced';
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
  const url = new URL(event.request.url);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  if (url.pathname.startsWith(`${sounds}spliced/`)) event.respondWith(fromCache(event.request, SPLICED));
  else if (event.request.method !== 'GET') return;
  else if (url.pathname.startsWith(sounds)) event.respondWith(sound(event.request));
  else if (isPage(event.request, url)) event.respondWith(page(event.request));
  else event.respondWith(asset(event.request));
});

/** Everything a reader needs but the voice: pages with all they ask for, the bells, and the quiet bed they ring in. */
async function fill() {
  const rings = Object.keys(BUILD.sound).filter((path) => /\/(?:bed|bell-[\w-]+)\.mp3/.test(path));
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

/** The old shell goes, and so does sound that no longer belongs to the site. */
async function settle() {
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
  return request.mode === 'navigate' || url.pathname.endsWith('/') || /\/(?:search_index|offline)\.json$/.test(url.pathname);
}

/** Network first; a page once seen, or the one that helps, without it. @param {Request} request */
async function page(request) {
  const cache = await caches.open(SHELL);
  const kept = async () => (await cache.match(request, { ignoreSearch: true })) ?? undefined;
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) {
      const plain = new URL(request.url);
      plain.search = '';
      await cache.put(plain.href, answer.clone());
    }
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(kept);
  try {
    return (await Promise.race([fresh, late])) ?? (await fresh);
  } catch {
    const help = async () => cache.match(new URL('404.html', scope).href);
    return (await kept()) ?? (request.mode === 'navigate' ? await help() : undefined) ?? Response.error();
  }
}

/** Cache first: the address changes with the content. @param {Request} request */
async function asset(request) {
  const cache = await caches.open(SHELL);
  const held = await cache.match(request);
  if (held) return held;
  try {
    const answer = await fetch(request);
    if (answer.ok && isForever(request.url) && !request.headers.has('range')) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

/** A clip is kept once it was fetched whole; a track is long, comes in parts and is not kept. @param {Request} request */
async function sound(request) {
  const cache = await caches.open(SOUND);
  const held = (await cache.match(request.url)) ?? (await (await caches.open(SHELL)).match(request.url));
  if (held) return part(request, held);
  const answer = await fetch(request);
  const path = request.url.slice(scope.href.length);
  if (answer.status === 200 && path in BUILD.sound) await cache.put(request.url, answer.clone());
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
