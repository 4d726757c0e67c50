// A soundtrack is a row of whole MP3 frames: the bed all through, replaced by bells and words where they begin.
// macros/sound/soundtrack.py does the same sum: for the same routine both give the same bytes.

import { breathsOf, strokesOf } from './strokes.js';

/** @import { Timeline, Score, Sound } from './timeline.js' */

/** Milliseconds in a frame. */
export const MS = 24;
/** How many steps of 1.5 dB the room tone goes down before it is gone. */
const FADE_STEPS = 24;

/**
 * Everything that is heard: clips, when they begin and how long they may last, in seconds.
 * @param {Timeline} line
 * @param {Score} score
 * @returns {{clip: string, at: number, seconds: number}[]}
 */
export function heard(line, score) {
  const { bells, cues, choice } = line;
  const { voice, strokes = true, breath, purpose, end } = choice;
  const rung = choice.bells !== 'off';
  const out = [...(rung ? bells : []), ...(voice ? cues : [])].map(({ clip, at, seconds }) => ({ clip, at, seconds }));
  if (!voice && rung && strokes) out.push(...strokesOf(score, line).map((at) => ({ clip: `bell-sign-${choice.bells}`, at, seconds: score.sign.seconds })));
  // Legs that are up are always called down.
  if (!voice && !rung && end === 'stay') out.push(...bells.filter((bell) => bell.id === 'come-out').map(({ clip, at, seconds }) => ({ clip, at, seconds })));
  if (breath) {
    const [inhale, exhale] = score.purposes[purpose].breath;
    const seconds = inhale + exhale;
    const free = breathsOf(score, line).filter((at) => out.every((one) => one.at + one.seconds <= at || at + seconds <= one.at));
    out.push(...free.map((at) => ({ clip: `breath-${inhale}-${exhale}`, at, seconds })));
  }
  return out;
}

/**
 * What sounds when: clip names and the frame they start at.
 * @param {Timeline} line
 * @param {Score} score
 * @param {number} [lead] seconds of bed before the session, while a class gathers
 */
export function plan(line, score, lead = 0) {
  const { bells, total, fade } = line;
  const frame = (/** @type {number} */ at) => Math.round(((at + lead) * 1000) / MS);
  const end = Math.max(total, ...bells.map((bell) => bell.at + bell.seconds));
  const frames = Math.ceil(((end + lead) * 1000) / MS);
  return {
    frames,
    fade: fade ? frames - frame(end - fade) : 0,
    parts: heard(line, score).map(({ clip, at }) => ({ clip, start: frame(at) })).sort((a, b) => a.start - b.start),
  };
}

/**
 * @param {ReturnType<typeof plan>} row
 * @param {Sound} sound
 * @param {Map<string, Uint8Array>} bytes frames of 'bed' and of every clip that could be had
 */
export function splice({ frames, parts, fade }, { frame, bed }, bytes) {
  const track = new Uint8Array((frames + 1) * frame);
  const ground = /** @type {Uint8Array} */ (bytes.get('bed')).subarray(0, bed * frame);
  track.set(info(frames, frame));
  for (let at = frame; at < track.length; at += ground.length) track.set(ground.subarray(0, track.length - at), at);
  for (const { clip, start } of parts) {
    const part = bytes.get(clip);
    if (part) track.set(part.subarray(0, track.length - (start + 1) * frame), (start + 1) * frame);
  }
  const view = new DataView(track.buffer);
  for (let n = 0; n < fade; n += 1) soften(view, (frames - fade + 1 + n) * frame, Math.floor((FADE_STEPS * n) / fade));
  return track;
}

/**
 * A frame says once how loud all of it is: eight bits of its side info, 30 bits after its header.
 * @param {DataView} view
 * @param {number} at where the frame starts
 * @param {number} steps of 1.5 dB
 */
function soften(view, at, steps) {
  const gain = view.getUint16(at + 7);
  view.setUint16(at + 7, (gain & ~0x3fc) | (Math.max(0, ((gain >> 2) & 0xff) - steps) << 2));
}

/**
 * The first frame: silent, and says how many follow. Without it WebKit refuses a joined file.
 * @param {number} frames
 * @param {number} size
 */
function info(frames, size) {
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0xfff344c4); // MPEG-2 Layer III, 32 kbit/s, 24 kHz, mono
  view.setUint32(13, 0x496e666f); // 'Info'
  view.setUint32(17, 3); // frames and bytes follow
  view.setUint32(21, frames);
  view.setUint32(25, (frames + 1) * size);
  return out;
}
