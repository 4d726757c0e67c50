// What a timer says at a moment: the digits, the line over them and the lines under them. Words come from the page.

import { about, clock } from './spoken.js';
import { SOON, classStart, place } from './timeline.js';

/** @import { Score, Timeline } from './timeline.js' */
/** @import { State } from './states.js' */
/** @import { Units } from './spoken.js' */

/**
 * @typedef {object} Sight A session as one timer sees it.
 * @property {Score} score
 * @property {Record<string, string> & Units} say
 * @property {Timeline} line
 * @property {ReturnType<typeof place>} where
 * @property {State} state
 * @property {number} at
 * @property {string} why things are not as asked, or ''
 * @property {boolean} together it is a class, which waits for nobody
 * @property {number} shown seconds on the face
 * @property {{ breath: boolean, lights: boolean }} look
 */

/** @param {Sight} sight @returns {[inhale: number, exhale: number, now: number]} seconds of a breath, and where in one we are */
export function breathAt({ score, line, at, where }) {
  const [inhale, exhale] = score.purposes[line.choice.purpose].breath;
  return [inhale, exhale, Math.max(0, at - where.phase.start) % (inhale + exhale)];
}

/** @param {Sight} sight */
export const breathing = ({ look, where, state }) => look.breath && where.phase.id === 'breathe' && state === 'running';

/** When the class of this session began or begins; 0 when there is none to join. @param {Sight} sight */
export const classAt = ({ line: { choice, total } }) => (choice.start ? classStart(choice.start, Date.now(), total) : 0);

/** @param {Sight} sight @returns {string} what is to be known of a class before it is joined */
function classWords(sight) {
  const { say, line } = sight;
  const { start } = line.choice;
  if (!start) return '';
  const wait = classAt(sight) - Date.now();
  const words = wait > SOON ? say.class_later : wait > 0 ? say.class_soon : wait > -line.total * 1000 ? say.class_on : say.class_over;
  return words.replace('{time}', start).replace('{hours}', `${Math.round(wait / 3_600_000)}`);
}

/** @param {Sight} sight @returns {string[]} the line over the digits and the line under them */
export function lines(sight) {
  const { say, state, why, line, look, where, together } = sight;
  const { choice, total } = line;
  if (state === 'ready') {
    return [say.ready, classWords(sight) || say.total.replace('{minutes}', `${choice.minutes}`).replace('{total}', about(total, say))];
  }
  if (state === 'done') return [say.done, say.over];
  if (state !== 'running') return [say[state].replace('{time}', choice.start), (state === 'paused' && ((why && say[why]) || (together && say.class_paused))) || (sight.shown > SOON / 1000 && say.class_wait) || say[`${state}_does`]];
  const [inhale, , now] = breathAt(sight);
  const breath = breathing(sight) ? (now < inhale ? say.breathe_in : say.breathe_out) : '';
  // In the dark, words are for the moments when something is to be done.
  if (!look.lights || where.part !== 1) return [where.phase.name, breath || where.text];
  return [breath || where.phase.name, where.left >= 90 ? say.minutes_left : where.left > 60 ? say.minute_left : say.last_minute];
}

/** @param {Sight} sight @returns {string} what was asked for beyond the usual */
export function remark({ score, state, line }) {
  const { purpose, version } = line.choice;
  if (['loading', 'waiting', 'running'].includes(state)) return '';
  return [purpose !== 'general' && score.purposes[purpose].name, version !== 'wall' && score.versions[version].name].filter(Boolean).join(' · ');
}

/** @param {Sight} sight @param {boolean} short minutes only @returns {[large: string, small: string]} the digits */
export function face({ say, state, shown }, short) {
  if (state === 'done') return [say.done, ''];
  if (shown > SOON / 1000) return [`${Math.round(shown / 3600)}`, ` ${say.hours}`];
  const [minutes, seconds] = clock(shown).split(':');
  return short ? [`${Math.max(1, Math.round(shown / 60))}`, ''] : [minutes, `:${seconds}`];
}
