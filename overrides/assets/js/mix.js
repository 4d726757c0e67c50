// A session that no published track holds, mixed on the spot. Loaded only when someone asks for one.

import { plan, splice } from './splice.js';

/** @import { Sound, Timeline } from './timeline.js' */

const CACHE = 'legs-up-spliced';

/**
 * @param {Timeline} line
 * @param {number} lead seconds of bed before the session
 * @param {Sound} sound
 * @param {(clip: string) => string} where a clip is
 */
export async function mix(line, lead, sound, where) {
  const row = plan(line, lead);
  /** @type {Map<string, Uint8Array>} */
  const bytes = new Map();
  const take = async (/** @type {string} */ name) => {
    const answer = await fetch(where(name));
    if (answer.ok) bytes.set(name, new Uint8Array(await answer.arrayBuffer()));
    // A missing sentence stays to be read; without its bells a session is not worth playing.
    else if (/^be(d$|ll-)/.test(name)) throw new Error(name);
  };
  await Promise.all([...new Set(['bed', ...row.parts.map((part) => part.clip)])].map(take));
  const track = splice(row, sound, bytes);
  return {
    /** A fresh address each time: WebKit refuses about a third of them. */
    blob: () => URL.createObjectURL(new Blob([track], { type: 'audio/mpeg' })),

    /**
     * The service worker plays a track from its cache like any file, ranges and all, which WebKit likes better.
     * @param {string} url
     */
    async offer(url) {
      if (!navigator.serviceWorker?.controller) return '';
      await caches.delete(CACHE);
      await (await caches.open(CACHE)).put(url, new Response(track, { headers: { 'Content-Type': 'audio/mpeg' } }));
      return (await fetch(url, { method: 'HEAD' })).ok ? url : '';
    },
  };
}
