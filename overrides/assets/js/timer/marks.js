// What the keys around Start say and show, once somebody has touched the timer.

import { spoken } from './spoken.js';

/** @import { Choice, Score } from './timeline.js' */
/** @import { Look } from './keys.js' */
/** @import { Units } from './spoken.js' */

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
 * @param {HTMLElement} timer
 * @param {Record<string, string>} say
 * @param {Choice} choice
 * @param {Look} look
 * @param {boolean} armed Reset was pressed once
 */
export function showMarks(timer, say, { bells, voice }, { breath, lights, options, ask }, armed) {
  const one = (/** @type {string} */ act) => /** @type {HTMLElement} */ (timer.querySelector(`[data-act=${act}]`));
  const mark = (/** @type {string} */ name, /** @type {Record<string, boolean>} */ keys) => {
    for (const act in keys) one(act).setAttribute(name, `${keys[act]}`);
  };
  mark('aria-pressed', { bells: bells !== 'off', voice, breath, lights });
  mark('aria-expanded', { options, ask });
  const reset = /** @type {HTMLElement} */ (one('reset').querySelector('span'));
  const word = armed ? say.again_to_end : say.reset;
  if (reset.textContent !== word) reset.textContent = word;
}
