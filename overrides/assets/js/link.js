// Session links: /timer/?minutes=12&for=sleep&bells=soft … Whatever is not on a list is ignored, without a word.

/** @import { Choice, Score } from './timeline.js' */

/**
 * What a page offers before a link or a person changes anything.
 * @param {Score} score
 * @param {Partial<Choice>} [over]
 * @returns {Choice}
 */
export function usual(score, over = {}) {
  const { minutes, version } = score.choice;
  const purpose = over.purpose ?? score.choice.purpose;
  return { minutes, version, settle: score.settle[0], bells: score.purposes[purpose].bells, voice: false, start: '', ...over, purpose };
}

/**
 * @param {Score} score
 * @param {string} query
 * @returns {Partial<Choice>} only what the link says and the score allows
 */
export function readLink(score, query) {
  const asked = new URLSearchParams(String(query).slice(0, 500));
  /** @type {any} */
  const out = {};
  const take = (/** @type {string} */ name, /** @type {string} */ key, /** @type {(value: string) => unknown} */ read) => {
    const value = asked.get(name);
    const found = value === null ? undefined : read(value);
    if (found !== undefined) out[key] = found;
  };
  const whole = (/** @type {number} */ least, /** @type {number} */ most) => (/** @type {string} */ value) => {
    const number = /^\d{1,3}$/.test(value) ? +value : NaN;
    return number >= least && number <= most ? number : undefined;
  };
  const own = (/** @type {object} */ of) => (/** @type {string} */ value) => (Object.hasOwn(of, value) ? value : undefined);
  take('minutes', 'minutes', whole(score.least, score.most));
  take('for', 'purpose', own(score.purposes));
  take('version', 'version', own(score.versions));
  take('settle', 'settle', whole(score.settle[1], score.settle[2]));
  take('bells', 'bells', own({ soft: 1, clear: 1, off: 1 }));
  take('voice', 'voice', (value) => (value === 'on' ? true : value === 'off' ? false : undefined));
  take('start', 'start', (value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : undefined));
  return out;
}

/**
 * @param {Choice} choice
 * @returns {string} the query that says it, for a link or for this device's own notes
 */
export function writeLink({ minutes, purpose, version, settle, bells, voice, start }) {
  const out = new URLSearchParams({ minutes: `${minutes}`, for: purpose, version, settle: `${settle}`, bells, voice: voice ? 'on' : 'off' });
  if (start) out.set('start', start);
  return `${out}`.replace('%3A', ':');
}
