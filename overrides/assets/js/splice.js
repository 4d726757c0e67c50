// A soundtrack is a row of whole MP3 frames: the bed all through, replaced by bells and words where they begin.
// macros/soundtrack.py does the same sum: for the same routine both give the same bytes.

/** @import { Timeline, Sound } from './timeline.js' */

/** Milliseconds in a frame. */
const FRAME = 24;

/**
 * What sounds when: clip names and the frame they start at.
 * @param {Timeline} line
 * @param {number} [lead] seconds of bed before the session, while a class gathers
 */
export function plan(line, lead = 0) {
  const { bells, cues, choice, total } = line;
  const heard = [...(choice.bells === 'off' ? [] : bells), ...(choice.voice ? cues : [])];
  const frame = (/** @type {number} */ at) => Math.round(((at + lead) * 1000) / FRAME);
  const tail = bells[bells.length - 1].seconds;
  return {
    frames: Math.ceil(((total + lead + tail) * 1000) / FRAME),
    parts: heard.map(({ clip, at }) => ({ clip, start: frame(at) })).sort((a, b) => a.start - b.start),
  };
}

/**
 * @param {ReturnType<typeof plan>} row
 * @param {Sound} sound
 * @param {Map<string, Uint8Array>} bytes frames of 'bed' and of every clip that could be had
 */
export function splice({ frames, parts }, { frame, bed }, bytes) {
  const track = new Uint8Array((frames + 1) * frame);
  const ground = /** @type {Uint8Array} */ (bytes.get('bed')).subarray(0, bed * frame);
  track.set(info(frames, frame));
  for (let at = frame; at < track.length; at += ground.length) track.set(ground.subarray(0, track.length - at), at);
  for (const { clip, start } of parts) {
    const part = bytes.get(clip);
    if (part) track.set(part.subarray(0, track.length - (start + 1) * frame), (start + 1) * frame);
  }
  return track;
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
