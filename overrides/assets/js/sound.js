// Where a session's sound comes from: a published track by its address when the choice matches one, else a splice.

import { build } from './timeline.js';
import { plan, splice } from './splice.js';

/** @import { Score, Timeline } from './timeline.js' */

/**
 * @typedef {object} Source
 * @property {string} url
 * @property {number} lead seconds of bed before the session begins
 * @property {Timeline} [line] when the track is not quite what was asked for: what it holds
 */

/**
 * @param {Score} score
 * @param {string} path
 */
const address = (score, path) => new URL(score.sound.base + path, document.baseURI).href;

/**
 * @param {Score} score
 * @param {string} clip
 */
export const clipUrl = (score, clip) => address(score, `clips/${clip}.mp3`);

/**
 * The published track that holds exactly this session, or ''.
 * @param {Score} score
 * @param {Timeline} line
 */
export function trackUrl(score, { choice }) {
  const { minutes, purpose, version, settle, bells, voice } = choice;
  const key = `${minutes}-${purpose}-${version}`;
  const stamp = score.sound.tracks[key];
  if (!stamp || settle !== score.settle[0] || bells !== score.purposes[purpose].bells) return '';
  return address(score, `${key}-${voice ? 'voice' : 'bells'}.mp3?v=${stamp}`);
}

/**
 * The published track closest to a session: as many minutes, and if possible the same purpose and version.
 * @param {Score} score
 * @param {Timeline} line
 * @returns {Source | null}
 */
function nearest(score, { choice }) {
  const { minutes, purpose, version } = choice;
  for (const [purp, vers] of [[purpose, version], [purpose, score.purposes[purpose].version], ['general', 'wall']]) {
    if (!score.sound.tracks[`${minutes}-${purp}-${vers}`]) continue;
    const { bells } = score.purposes[purp];
    // Someone else's words would be wrong: another version is rung, not spoken.
    const line = build(score, { ...choice, purpose: purp, version: vers, settle: score.settle[0], bells, voice: choice.voice && vers === version });
    return { url: trackUrl(score, line), lead: 0, line };
  }
  return null;
}

/**
 * What to try, in order, for a session that no published track holds.
 * @param {Score} score
 * @param {Timeline} line
 * @param {number} lead
 * @returns {(() => Promise<Source | null>)[]}
 */
export function attempts(score, line, lead) {
  /** @type {Promise<Uint8Array<ArrayBuffer>> | undefined} */
  let made;
  const track = () => (made ??= make(score, line, lead));
  const blob = async () => ({ url: URL.createObjectURL(new Blob([await track()], { type: 'audio/mpeg' })), lead });
  return [async () => offered(score, await track(), lead), blob, blob, blob, async () => nearest(score, line)];
}

/**
 * @param {Score} score
 * @param {Timeline} line
 * @param {number} lead
 */
async function make(score, line, lead) {
  const row = plan(line, lead);
  const names = new Set(['bed', ...row.parts.map((part) => part.clip)]);
  /** @type {Map<string, Uint8Array>} */
  const bytes = new Map();
  await Promise.all(
    [...names].map(async (name) => {
      const answer = await fetch(clipUrl(score, name));
      if (answer.ok) bytes.set(name, new Uint8Array(await answer.arrayBuffer()));
      // A missing sentence stays to be read; without its bells a session is not worth playing.
      else if (/^be(d$|ll-)/.test(name)) throw new Error(name);
    }),
  );
  return splice(row, score.sound, bytes);
}

/**
 * The service worker plays a track from its cache like any file, ranges and all: WebKit likes that better than a blob.
 * @param {Score} score
 * @param {Uint8Array<ArrayBuffer>} track
 * @param {number} lead
 * @returns {Promise<Source | null>}
 */
async function offered(score, track, lead) {
  if (!navigator.serviceWorker?.controller) return null;
  const url = address(score, `spliced/${Date.now()}.mp3`);
  const headers = { 'Content-Type': 'audio/mpeg', 'Content-Length': `${track.length}`, 'Accept-Ranges': 'bytes' };
  await caches.delete('legs-up-spliced');
  await (await caches.open('legs-up-spliced')).put(url, new Response(track, { headers }));
  return (await fetch(url, { method: 'HEAD' })).ok ? { url, lead } : null;
}
