// Where a session's sound comes from: a published track by its address when the choice matches one, else a mix made here.

import { build } from './timeline.js';

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
export const clipUrl = (score, clip) => address(score, `clips/${clip}.mp3?v=${score.sound.bank}`);

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
 * What to try, in order, for a session that no published track holds. The mixing is loaded only when it is needed.
 * @param {Score} score
 * @param {Timeline} line
 * @param {number} lead
 * @returns {(() => Promise<Source | null>)[]}
 */
export function attempts(score, line, lead) {
  /** @type {ReturnType<typeof import('./mix.js').mix> | undefined} */
  let made;
  const track = () => (made ??= import('./mix.js').then(({ mix }) => mix(line, lead, score.sound, (clip) => clipUrl(score, clip))));
  const blob = async () => ({ url: (await track()).blob(), lead });
  const worker = async () => {
    const url = await (await track()).offer(address(score, `spliced/${Date.now()}.mp3`));
    return url ? { url, lead } : null;
  };
  return [worker, blob, blob, blob, async () => nearest(score, line)];
}
