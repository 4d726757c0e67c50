// Session links: /timer/?minutes=12&for=sleep&bells=soft … Whatever is not on a list is ignored, without a word.

/** @import { Choice, Score } from './timeline.js' */
/** @typedef {Pick<Score, 'choice' | 'least' | 'most' | 'settle' | 'purposes' | 'versions'>} Known what must be known to read a link */

/**
 * What a page offers before a link or a person changes anything. A purpose brings its bells and its end with it.
 * @param {Known} score
 * @param {Partial<Choice>} [over]
 * @returns {Choice}
 */
export function usual(score, over = {}) {
  const { minutes, purpose, version } = { ...score.choice, ...over };
  const { bells, stay = [] } = score.purposes[purpose];
  const end = stay.includes(version) ? 'stay' : 'bell';
  return { minutes, purpose, version, settle: score.settle[0], bells, voice: false, start: '', end, strokes: true, breath: false, ...over };
}

/**
 * @param {Known} score
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
  take('bells', 'bells', own({ soft: 1, clear: 1, quiet: 1, off: 1 }));
  for (const name of ['voice', 'strokes', 'breath']) take(name, name, (value) => (value === 'on' ? true : value === 'off' ? false : undefined));
  take('start', 'start', (value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : undefined));
  take('end', 'end', own({ bell: 1, stay: 1 }));
  return out;
}

/**
 * @param {Partial<Choice>} choice
 * @returns {string} the query that says it, for a link or for this device's own notes
 */
export function writeLink({ minutes, purpose, version, settle, bells, voice, start, end, strokes, breath }) {
  const said = { minutes, for: purpose, version, settle, bells, voice, start, end, strokes, breath };
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) {
    if (typeof value === 'boolean') out.set(name, value ? 'on' : 'off');
    else if (value || value === 0) out.set(name, `${value}`);
  }
  return `${out}`.replace('%3A', ':');
}
