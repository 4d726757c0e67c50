// The shortest address of a session. The same rule as macros/links.py: a page and what differs from it; a test compares them.

import { usual, writeLink } from './link.js';

/** @import { Choice, Score } from './timeline.js' */
/** @import { Known } from './link.js' */

/**
 * @param {Known} known
 * @param {Choice} choice
 * @param {{ minutes: number, purpose: string, version: string }} page what it says by itself
 * @returns {string} "?for=sleep", or '' when the page says it all
 */
export function queryFrom(known, choice, page) {
  const { purpose, version } = choice;
  const common = /** @type {Record<string, unknown>} */ ({ ...usual(known, { purpose, version }), ...page });
  const said = Object.entries(choice).filter(([key, value]) => value !== common[key]);
  const query = writeLink(Object.fromEntries(said));
  return query && `?${query}`;
}

/**
 * @param {Known & Pick<Score, 'published'>} score
 * @param {Choice} choice
 * @returns {string} the way from the site's root, "timer/10/?for=sleep"
 */
export function sessionPath(score, choice) {
  const { minutes } = choice;
  const ownPage = score.published.includes(minutes);
  return (ownPage ? `timer/${minutes}/` : 'timer/') + queryFrom(score, choice, { minutes: ownPage ? minutes : 0, purpose: 'general', version: 'wall' });
}
