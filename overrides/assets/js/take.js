// What a reader takes along: a link, a calendar entry, files. All of it is the session that the page has chosen.

import { sessionPath } from './address.js';
import { calendarText, download, fileName, nextTime } from './calendar.js';
import { sessionName } from './names.js';
import { about, filled } from './spoken.js';

/** @import { PageChoice } from './choice.js' */
/** @import { Choice } from './timeline.js' */
/** @import { Facts } from './facts.js' */

/** The site's root: this module lies two folders below it, in assets/js/. */
export const ROOT = new URL('../../', import.meta.url).href;

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
 * The keys of "Take it with you".
 * @param {PageChoice} page
 * @param {Facts} facts
 * @param {() => { url: string, seconds: number }} session as it is chosen now
 */
export function offerTaking(page, facts, session) {
  const box = /** @type {HTMLElement} */ (document.querySelector('.take'));
  const share = /** @type {HTMLButtonElement} */ (box.querySelector('[data-share]'));
  const copier = /** @type {HTMLButtonElement} */ (box.querySelector('[data-copy]'));
  const shown = /** @type {HTMLElement} */ (box.querySelector('.take__link'));
  const canShare = navigator.canShare?.({ url: session().url }) ?? false;
  share.hidden = !canShare;
  copier.hidden = canShare;
  // A share that is dismissed is not an error.
  share.addEventListener('click', () => navigator.share({ title: page.title || document.title, url: session().url }).catch(() => {}));
  copier.addEventListener('click', () => {
    shown.textContent = session().url;
    void copy(session().url, box.querySelector('[role="status"]'), shown);
  });

  const plain = /** @type {HTMLElement} */ (box.querySelector('.take__plain'));
  const form = /** @type {HTMLFormElement} */ (box.querySelector('form'));
  const time = /** @type {HTMLInputElement} */ (form.querySelector('input'));
  plain.hidden = true;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    saveEntry(facts, page.now, session().seconds, time.value);
  });
}
