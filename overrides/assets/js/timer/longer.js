// A little longer: one more minute of rest, for someone who lies well. What was said stays said; words, strokes and bells
// move along. Pure, like timeline.js. Loaded when someone asks for it.

import { signs, strokesOf } from './strokes.js';
import { say } from './timeline.js';

/** @import { Score, Timeline } from './timeline.js' */

const MINUTE = 60;
/** Nothing is said sooner than this after the key was pressed: the sound has to be joined anew. Seconds. */
const AFTER = 5;

/**
 * The session with one more minute of rest, or null where there is none to add: outside Rest, or at the longest time.
 * @param {Score} score
 * @param {Timeline} line
 * @param {number} at where it stands, in seconds from its start
 * @returns {Timeline | null}
 */
export function longer(score, line, at) {
  const { choice, more } = line;
  const rest = line.phases.find((phase) => phase.id === 'rest');
  if (!rest || at < rest.start || at >= rest.end || choice.minutes + more >= score.most) return null;
  const end = rest.end + MINUTE;
  const soon = Math.ceil(at) + AFTER;
  const move = (/** @type {number} */ time) => (time >= rest.end ? time + MINUTE : time);

  const kept = line.cues.filter((cue) => cue.at <= at || cue.at >= rest.end || !cue.sign).map((cue) => ({ ...cue, at: move(cue.at) }));
  const said = kept.filter((cue) => cue.sign && cue.at <= at);
  const told = said.length ? said[said.length - 1].at : line.parts[0];
  const slots = score.slots.filter((slot) => slot.repeats);
  const cues = [...kept, ...checks(score, told, end).map((time, n) => say(slots[n % slots.length], choice, Math.max(time, soon)))];
  cues.sort((a, b) => a.at - b.at);

  const rung = strokesOf(score, line).filter((time) => time <= at);
  const since = rung.length ? rung[rung.length - 1] : line.parts[0];
  const strokes = signs(score, since, cues.filter((cue) => cue.at > since), end).map((time) => Math.max(time, soon));
  return {
    ...line,
    phases: line.phases.map((phase) => ({ ...phase, start: move(phase.start), end: move(phase.end) })),
    cues,
    bells: line.bells.map((bell) => ({ ...bell, at: move(bell.at) })),
    parts: line.parts.map(move),
    total: line.total + MINUTE,
    signs: [...rung, ...new Set(strokes)],
    more: more + 1,
  };
}

/**
 * A session built anew, with as many minutes of rest added as there were.
 * @param {Score} score
 * @param {Timeline} line
 * @param {number} more minutes
 */
export function lengthened(score, line, more) {
  const rest = line.phases.find((phase) => phase.id === 'rest')?.start ?? 0;
  for (let n = 0; n < more; n += 1) line = longer(score, line, rest) ?? line;
  return line;
}

/**
 * When words about tingling feet come between the last ones and the end of resting: as macros/placing.py has it.
 * @param {Score} score
 * @param {number} last
 * @param {number} end
 */
function checks({ check: [least, most] }, last, end) {
  const count = Math.ceil((end - last) / most) - 1;
  const step = Math.max(least, Math.floor((end - last) / (count + 1)));
  return Array.from({ length: count }, (_, n) => last + step * (n + 1));
}
