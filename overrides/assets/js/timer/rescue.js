// A bell whatever fails. The order is law: what was asked; the same without the voice, whose words are on the screen; bells alone;
// the nearest published track, with what is said about it; the quiet clock. Then again, until there is sound.

import { build } from './timeline.js';
import { lull, trackUrl } from './sound.js';

/** @import { Score, Timeline } from './timeline.js' */
/** @import { Source } from './player.js' */

/**
 * @typedef {object} Port what a search may know and ask of its session
 * @property {Score} score
 * @property {Timeline} line what was asked for
 * @property {() => boolean} wanted no other search has begun, and nobody pressed pause
 * @property {() => number} at
 * @property {() => Source | null} playing
 * @property {(url: string) => boolean} spoiled
 * @property {(source: Source) => Promise<boolean>} open plays it from where the session is: whether it does
 * @property {(why: string) => void} say what is missing; without a sound, the clock carries the session
 */

/** How long a search rests when nothing played: at first, and at most. Milliseconds. */
const RESTS = [2000, 30_000];
/** A class waits on the bed for so long at most: longer, it waits without a sound. Seconds. */
const GATHERS = 5400;

/** @type {typeof import('./ensemble.js') | null} what mixes: it comes when something has to be mixed */
let ensemble = null;

async function mixing() {
  return (ensemble ??= await import('./ensemble.js').catch(() => null));
}

/**
 * Give a session its sound, and give it back whenever it is lost.
 * @param {Port} port
 */
export async function rescue(port) {
  let [time, most] = RESTS;
  while (port.wanted()) {
    const early = -port.at() - GATHERS;
    if (early > 0) {
      port.say('');
      await lull(Math.min(early * 1000, most));
    } else {
      const mixed = await mixing();
      if ((await mixed?.perform(port)) || (await fallback(port)) || (await mixed?.perform(port, true))) return;
      if (!port.wanted()) return;
      if (!port.playing()) port.say('unheard');
      await lull(time);
      time = Math.min(time * 2, most);
    }
  }
}

/** What is published: the very session that was asked for, or the one nearest to it. @param {Port} port */
async function fallback(port) {
  const { score, line, wanted, spoiled, open } = port;
  // What plays without all that was asked for is better than something else.
  const playing = port.playing();
  if (playing) {
    port.say(line.choice.voice && !playing.url.includes('-voice.') ? 'unvoiced' : 'nearest');
    return false;
  }
  if (port.at() < 0) return false;
  const same = trackUrl(score, line);
  const near = nearest(score, line);
  for (const source of [same && { url: same, lead: 0 }, near]) {
    if (source && wanted() && !spoiled(source.url) && (await open(source))) return true;
  }
  return false;
}

/**
 * The published track closest to a session: as many minutes, and if possible the same purpose and version.
 * @param {Score} score
 * @param {Timeline} line
 * @returns {Source | undefined}
 */
function nearest(score, { choice }) {
  const { minutes, purpose, version } = choice;
  // Who wants no bells gets none, and who wants to sleep is not told to sit up.
  if (choice.bells === 'off' || choice.end === 'stay') return undefined;
  const usual = { settle: score.settle[0], strokes: true, breath: false };
  for (const [purp, vers] of [[purpose, version], [purpose, score.purposes[purpose].version], ['general', 'wall']]) {
    if (!score.sound.tracks[`${minutes}-${purp}-${vers}`]) continue;
    const { bells } = score.purposes[purp];
    // Someone else's words would be wrong: another version is rung, not spoken.
    const line = build(score, { ...choice, ...usual, purpose: purp, version: vers, bells, voice: choice.voice && vers === version });
    return { url: trackUrl(score, line), lead: 0, why: 'nearest', line };
  }
  return undefined;
}

/**
 * An address for what is tried before a session, when the published file could not be had.
 * @param {Score} score
 * @param {string} clip
 */
export const sample = async (score, clip) => (await mixing())?.rehearse(score, clip) ?? '';

/** Nothing that was made for a session outlives it. */
export const forget = () => void ensemble?.strike().catch(() => {});
