// When soft strokes ring for those without the voice, and when each breath begins: what only a track needs to know.

/** @import { Cue, Score, Timeline } from './timeline.js' */

/**
 * Soft strokes: where words about tingling feet are, and evenly where the wait would be too long.
 * @param {Score} score
 * @param {number} start of the legs-up time
 * @param {Cue[]} cues
 * @param {number} end of it
 */
export function signs({ sign: { every } }, start, cues, end) {
  /** @type {number[]} */
  const out = [];
  for (const at of [...cues.filter((cue) => cue.sign).map((cue) => cue.at), end]) {
    const parts = Math.ceil((at - start) / every);
    for (let n = 1; n < parts; n += 1) out.push(start + Math.floor(((at - start) * n) / parts));
    out.push((start = at));
  }
  return out.slice(0, -1);
}

/** The soft strokes of a session, in seconds from its start. @param {Score} score @param {Timeline} line */
export const strokesOf = (score, { cues, parts, signs: moved }) => moved ?? signs(score, parts[0], cues, parts[1]);

/** When a breath in begins in the Breathe phase, in seconds from the start. @param {Score} score @param {Timeline} line */
export function breathsOf(score, { choice, phases }) {
  const phase = phases.find(({ id }) => id === 'breathe');
  const [inhale, exhale] = score.purposes[choice.purpose].breath;
  const every = inhale + exhale;
  return phase ? Array.from({ length: Math.floor((phase.end - phase.start) / every) }, (_, n) => phase.start + n * every) : [];
}
