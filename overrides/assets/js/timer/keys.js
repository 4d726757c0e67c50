// What Start says, and the lengths, from the first picture on. marks.js has the other keys, hands.js what they do.

import { classAt } from './reading.js';
import { clock, spoken } from './spoken.js';

/** @import { Score } from './timeline.js' */
/** @import { Sight } from './reading.js' */
/** @import { Units } from './spoken.js' */
/** @typedef {{ breath: boolean, lights: boolean, turn: number, options: boolean, ask: boolean, far: boolean }} Look */

/**
 * Every length, in the touch itself: the device opens the list at once.
 * @param {HTMLElement} timer
 * @param {Score} score
 * @param {Units} units
 */
export function fillLengths(timer, { least, most }, units) {
  const list = /** @type {HTMLSelectElement} */ (timer.querySelector('select[data-set=minutes]'));
  const { value } = list;
  list.length = 1;
  for (let minutes = least; minutes <= most; minutes++) list.add(new Option(spoken(minutes * 60, units), `${minutes}`));
  list.value = value;
}

/**
 * @param {HTMLElement} timer
 * @param {Sight} sight
 */
export function showGo(timer, sight) {
  const { say, state, shown } = sight;
  const words = { paused: say.carry_on, restored: say.continue_at.replace('{time}', clock(shown)), done: say.again, ready: classAt(sight) ? say.join : say.start };
  const running = !(state in words);
  const go = /** @type {HTMLElement} */ (timer.querySelector('.timer__go'));
  const label = /** @type {HTMLElement} */ (go.querySelector('span'));
  const word = running ? say.pause : words[/** @type {keyof typeof words} */ (state)];
  if (label.textContent !== word) label.textContent = word;
  go.dataset.face = running ? 'pause' : state === 'done' ? 'reset' : 'play';
}
