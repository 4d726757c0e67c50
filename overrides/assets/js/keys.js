// What the keys of a timer say and show, from the first picture on. hands.js has what they do.

import { classAt } from './reading.js';
import { clock, spoken } from './spoken.js';

/** @import { Choice, Score } from './timeline.js' */
/** @import { Sight } from './reading.js' */
/** @import { Units } from './spoken.js' */
/** @typedef {{ breath: boolean, lights: boolean, turn: number, options: boolean, ask: boolean }} Look */

/**
 * The length is marked. One that no page is published for is added to the list of others.
 * @param {HTMLElement} timer
 * @param {Score} score
 * @param {Choice} choice
 * @param {Units} units
 */
export function showLength(timer, { published }, { minutes }, units) {
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (timer.querySelectorAll('input[type=radio]'))) radio.checked = +radio.value === minutes;
  const list = /** @type {HTMLSelectElement} */ (timer.querySelector('select[data-set=minutes]'));
  const value = published.includes(minutes) ? '' : `${minutes}`;
  list.value = value;
  if (list.value !== value) list.add(new Option(spoken(minutes * 60, units), value, true, true));
  list.parentElement?.classList.toggle('timer__length--chosen', value !== '');
}

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
 * @param {Choice} choice
 * @param {Look} look
 * @param {boolean} armed Reset was pressed once
 */
export function showKeys(timer, sight, { bells, voice }, { breath, lights, options, ask }, armed) {
  const { say, state, shown } = sight;
  const one = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (timer.querySelector(selector));
  const write = (/** @type {string} */ selector, /** @type {string} */ words) => {
    const place = one(selector);
    if (place.textContent !== words) place.textContent = words;
  };
  const words = { paused: say.carry_on, restored: say.continue_at.replace('{time}', clock(shown)), done: say.again, ready: classAt(sight) ? say.join : say.start };
  const running = !(state in words);
  write('.timer__go span', running ? say.pause : words[/** @type {keyof words} */ (state)]);
  one('.timer__go').dataset.face = running ? 'pause' : state === 'done' ? 'reset' : 'play';
  write('[data-act=reset] span', armed ? say.again_to_end : say.reset);
  const mark = (/** @type {string} */ name, /** @type {Record<string, boolean>} */ keys) => {
    for (const act in keys) one(`[data-act=${act}]`).setAttribute(name, `${keys[act]}`);
  };
  mark('aria-pressed', { bells: bells !== 'off', voice, breath, lights });
  mark('aria-expanded', { options, ask });
}
