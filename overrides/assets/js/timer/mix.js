// Whole soundtracks, mixed on the spot from clips, and the addresses that they play from. Loaded only when one is needed.

import { silence, address } from './sound.js';
import { splice } from './splice.js';

/** @import { Score } from './timeline.js' */

/** A splice that was left behind by a page that is gone. Milliseconds. */
const OLD = 7_200_000;
/** WebKit refuses about a third of all blobs: then a fresh one may do. */
const BLOBS = 3;

/** @type {string | undefined} where the worker plays ours from */
let laid;

/**
 * The ways to play a track, best first. The service worker plays it like any file, ranges and all, which WebKit likes better.
 * @param {Score} score
 * @param {{ frames: number, fade: number, parts: { clip: string, start: number }[] }} row
 * @param {Map<string, Uint8Array>} clips
 * @returns {(() => Promise<string>)[]}
 */
export function ways(score, row, clips) {
  // A missing bed is silence, and a missing clip is bed: one missing piece takes nothing else with it.
  const bed = clips.get('bed') ?? silence(score.sound.frame);
  const track = splice(row, score.sound, new Map([...clips, ['bed', bed]]));
  const blob = async () => URL.createObjectURL(new Blob([track], { type: 'audio/mpeg' }));
  return [() => lay(score, track), ...Array(BLOBS).fill(blob)];
}

/**
 * @param {Score} score
 * @param {Uint8Array<ArrayBuffer>} track
 */
async function lay(score, track) {
  const { serviceWorker } = navigator;
  if (!serviceWorker?.controller) return '';
  const url = address(score, `spliced/${Date.now()}.mp3`);
  const cache = await caches.open(await shelf());
  await cache.put(url, new Response(track, { headers: { 'Content-Type': 'audio/mpeg' } }));
  const answer = await fetch(url, { method: 'HEAD' });
  if (!answer.ok) return '';
  const before = laid;
  laid = url;
  if (before) await cache.delete(before);
  return url;
}

/** Nothing of ours stays behind a session. */
export async function sweep() {
  const before = laid;
  laid = undefined;
  if (!navigator.serviceWorker?.controller) return;
  const cache = await caches.open(await shelf());
  for (const { url } of await cache.keys()) {
    if (url === before || Date.now() - Number(/(\d+)\.mp3$/.exec(url)?.[1]) > OLD) await cache.delete(url);
  }
}

/** The worker's name for it: a site is told from its neighbors on the same host by its folder. */
async function shelf() {
  const { scope } = await navigator.serviceWorker.ready;
  return `legs-up:${new URL(scope).pathname}:spliced`;
}
