// Takes the service worker back from every reader: publish this file as sw.js, and leave it there for a few months.
// On the next visit it deletes what was kept and signs itself off. Open pages stay as they are, so no session is cut short.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      const ours = `legs-up:${new URL(worker.registration.scope).pathname}:`;
      // The last one had no folder in its name until November 2026.
      for (const name of await caches.keys()) if (name.startsWith(ours) || name === 'legs-up-spliced') await caches.delete(name);
      await worker.registration.unregister();
    })(),
  ),
);
