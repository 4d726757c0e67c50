// Where sounds are: published tracks and clips by their addresses.

/** @import { Score, Timeline } from './timeline.js' */

/**
 * @param {Score} score
 * @param {string} path
 */
export const address = (score, path) => new URL(score.sound.base + path, document.baseURI).href;

/**
 * @param {Score} score
 * @param {string} clip
 */
export const clipUrl = (score, clip) => address(score, `clips/${clip}.mp3?v=${score.sound.bank}`);

/**
 * The published track that holds exactly this session, or ''.
 * @param {Score} score
 * @param {Pick<Timeline, 'choice' | 'more'>} line
 */
export function trackUrl(score, { choice, more }) {
  const { minutes, purpose, version, settle, bells, voice, end, strokes, breath } = choice;
  const key = `${minutes}-${purpose}-${version}`;
  const stamp = score.sound.tracks[key];
  if (more || !stamp || settle !== score.settle[0] || bells !== score.purposes[purpose].bells) return '';
  // What is published sits up to a bell, rings its strokes, and has no sound of a breath.
  if (end === 'stay' || breath || !(voice || strokes)) return '';
  return address(score, `${key}-${voice ? 'voice' : 'bells'}.mp3?v=${stamp}`);
}

/**
 * What can begin at once: a track that is published. Someone's own voice is always joined here.
 * @param {Score} score
 * @param {Pick<Timeline, 'choice' | 'more'>} line
 */
export const readyUrl = (score, line) => (score.sound.own && line.choice.voice ? '' : trackUrl(score, line));

/** Half a second of silence, as a sound that needs no network: whole MP3 frames with nothing in them. @param {number} frame bytes */
export function silence(frame) {
  const bytes = new Uint8Array(frame * 20);
  for (let at = 0; at < bytes.length; at += frame) bytes.set([0xff, 0xf3, 0x44, 0xc4], at);
  return bytes;
}

/** Until it is worth asking the network again. @param {number} time */
export function lull(time) {
  return new Promise((done) => {
    const go = () => {
      removeEventListener('online', go);
      done(0);
    };
    setTimeout(go, time);
    addEventListener('online', go);
  });
}
