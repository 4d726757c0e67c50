// The clips that sounds are made of, fetched once a page and kept while it is open. Loaded only when a session makes its sound.

/** @import { Score } from './timeline.js' */

import { clipUrl } from './sound.js';

/** A line that sends nothing for so long is no line. Milliseconds. */
const STILL = 10_000;
/** So many clips are fetched side by side: the first words come first, also on a slow line. */
const SIDE_BY_SIDE = 3;

/** @type {Map<string, Uint8Array>} whole frames of each clip that could be had */
export const clips = new Map();
/** @type {Map<string, Promise<boolean>>} */
export const asked = new Map();

/**
 * Fetch a clip, unless it is here or on its way.
 * @param {Score} score
 * @param {string} name
 * @returns {Promise<boolean>} whether it is here; one that could not be had is asked for again the next time
 */
export function take(score, name) {
  if (clips.has(name)) return Promise.resolve(true);
  const coming =
    asked.get(name) ??
    load(clipUrl(score, name), score.sound.frame)
      .then((frames) => !!clips.set(name, frames))
      .catch(() => false)
      .finally(() => asked.delete(name));
  asked.set(name, coming);
  return coming;
}

/**
 * Fetch clips in their order.
 * @param {Score} score
 * @param {string[]} names
 * @param {() => boolean} wanted
 */
export async function takeAll(score, names, wanted) {
  const row = [...names];
  const one = async () => {
    for (let name = row.shift(); name && wanted(); name = row.shift()) await take(score, name);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
}

/**
 * @param {string} url
 * @param {number} frame bytes
 */
async function load(url, frame) {
  const line = new AbortController();
  let still = setTimeout(() => line.abort(), STILL);
  try {
    const answer = await fetch(url, { signal: line.signal });
    const reader = answer.ok && answer.body?.getReader();
    if (!reader) throw new Error(url);
    const parts = [];
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) parts.push(value);
      clearTimeout(still);
      still = setTimeout(() => line.abort(), STILL);
    }
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    // A page that says "not found" in a friendly voice is no sound, and half a frame would break what follows.
    if (bytes.length < frame || bytes[0] !== 0xff || bytes[1] !== 0xf3) throw new Error(url);
    return bytes.subarray(0, bytes.length - (bytes.length % frame));
  } finally {
    clearTimeout(still);
  }
}
