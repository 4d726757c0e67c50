// What a reader takes along: a link, a calendar entry, files. All of it is the session that the page has chosen.

import { sessionPath } from '../timer/address.js';
import { calendarText, download, fileName, nextTime } from './calendar.js';
import { sessionName } from './names.js';
import { about, filled } from '../timer/spoken.js';

/** @import { PageChoice } from '../timer/choice.js' */
/** @import { Choice } from '../timer/timeline.js' */
/** @import { Facts } from './facts.js' */

/** The site's root: this module lies three folders below it, in assets/js/teach/. */
export const ROOT = new URL('../../../', import.meta.url).href;

/**
 * Copies a text and says so. Where the page may not (plain HTTP), the text is marked, and said how.
 * @param {string} text
 * @param {Element | null} said
 * @param {HTMLElement} shown where the text stands
 */
export async function copy(text, said, shown) {
  let done = await (navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false);
  if (!done) {
    shown.hidden = false;
    if (shown instanceof HTMLTextAreaElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    done = document.execCommand('copy');
  }
  if (said) said.textContent = said.getAttribute(done ? 'data-done' : 'data-by-hand');
  if (done) setTimeout(() => said?.replaceChildren(), 4000);
}

/**
 * The calendar entry of a session: a class once at its time, else every day from the next `time` on.
 * @param {Facts} facts
 * @param {Choice} choice
 * @param {number} seconds the whole session
 * @param {string} time HH:MM
 * @param {string} [root] where the link leads
 */
export function saveEntry(facts, choice, seconds, time, root = ROOT) {
  const { words } = facts;
  const { start, minutes } = choice;
  const path = sessionPath(facts, { ...choice, start: '' });
  const entry = {
    path,
    title: filled(words.title, { session: sessionName(facts, choice) }),
    about: filled(words.legs_up, { minutes, total: about(seconds, words) }),
    url: root + sessionPath(facts, choice),
    start: nextTime(start || time, new Date(), start ? seconds : 0),
    seconds,
    daily: !start,
    remind: words.remind,
  };
  download(new Blob([calendarText(entry, new Date())], { type: 'text/calendar' }), fileName(`${path}${start && ` at ${start}`}`));
}

/**
 * What the keys of "Take it with you" do.
 * @param {PageChoice} page
 * @param {Facts} facts
 * @param {() => { url: string, seconds: number }} session as it is chosen now
 * @returns {(event: Event) => void}
 */
export const taking = (page, facts, session) => ({ type, target }) => {
  const box = /** @type {HTMLElement} */ (document.querySelector('.take'));
  const key = target instanceof Element ? target.closest('button') : null;
  const { url, seconds } = session();
  if (type === 'submit') saveEntry(facts, page.now, seconds, /** @type {HTMLInputElement} */ (box.querySelector('#take-time')).value);
  // A share that is dismissed is not an error.
  else if (key?.matches('[data-share]')) navigator.share({ title: page.title || document.title, url }).catch(() => {});
  else if (key?.matches('[data-copy]')) {
    const shown = /** @type {HTMLElement} */ (box.querySelector('.take__link'));
    shown.textContent = url;
    void copy(url, box.querySelector('[role="status"]'), shown);
  }
};
