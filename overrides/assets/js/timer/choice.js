// The choice of a session: one for the whole page. The address, kept settings, the keys, a restored session and the other views
// feed it; whatever shows a session listens. choose.js has what a person does to it, which comes with the first touch.

import { readLink, usual, writeLink } from './link.js';
import { note } from './store.js';

/** @import { Choice } from './timeline.js' */
/** @import { Known } from './link.js' */

export const SETTINGS = 'legs-up-settings';
/** One object, however many copies of this module a page loads: the timer's script has its own. */
const PLACE = Symbol.for('legs-up-choice');

export class PageChoice extends EventTarget {
  /** A session has begun: its length, words and end stay. How it sounds may change. */
  held = false;
  /** Nobody has chosen anything: the page says its session by itself. */
  plain = true;
  /** The page's title when no session runs. */
  title = '';

  /**
   * @param {Known} known
   * @param {string} [link] the parameters of an address; those that are not ours end here
   * @param {string} [kept] what this device kept
   */
  constructor(known, link = '', kept = '') {
    super();
    this.known = known;
    /** What is kept on this device when someone asks for it. */
    this.kept = readLink(known, kept);
    const { minutes: _, start: __, bells, voice, ...rest } = this.kept;
    const { purpose, version } = known.choice;
    const asked = readLink(known, link);
    // A link means what it leaves out, and a page about sleep stays one. Only the sound is always this device's own.
    const named = purpose !== 'general' || version !== 'wall' ? { purpose, version } : {};
    const wish = Object.keys(asked).length ? {} : { ...rest, ...named };
    const sound = { ...(bells ? { bells } : {}), ...(voice ? { voice } : {}) };
    /** @type {Choice} */
    this.now = Object.freeze(usual(known, { ...wish, ...sound, ...asked }));
    this.plain = writeLink(this.now) === writeLink(usual(known));
  }

  /**
   * The whole choice from elsewhere: a restored session is the page's choice.
   * @param {Choice} choice
   */
  adopt(choice) {
    if (writeLink(choice) === writeLink(this.now)) return;
    this.now = Object.freeze({ ...choice });
    this.plain = false;
    this.dispatchEvent(new Event('change'));
  }
}

/** What this device kept, or ''. Not in the embed, which has no key for it: what is kept is not its to read. */
export const keptHere = () => (document.querySelector('[data-set=keep]') && note('localStorage', SETTINGS)) || '';

/**
 * The choice of this page.
 * @param {Known} known
 * @returns {PageChoice}
 */
export function pageChoice(known) {
  const page = /** @type {any} */ (globalThis);
  return (page[PLACE] ??= new PageChoice(known, location.search, keptHere()));
}
