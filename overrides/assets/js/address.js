// The shortest address of a session. The same rule as macros/links.py: a page and what differs from it; a test compares them.

/** @import { Choice, Score } from './timeline.js' */

/**
 * @param {Pick<Score, 'published' | 'settle' | 'purposes'>} score
 * @param {Choice} choice
 * @returns {string} the way from the site's root, "timer/10/?for=sleep"
 */
export function sessionPath(score, { minutes, purpose, version, settle, bells, voice, start }) {
  const ownPage = score.published.includes(minutes);
  const said = {
    minutes: ownPage ? '' : `${minutes}`,
    for: purpose === 'general' ? '' : purpose,
    version: version === 'wall' ? '' : version,
    settle: settle === score.settle[0] ? '' : `${settle}`,
    bells: bells === score.purposes[purpose]?.bells ? '' : bells,
    voice: voice ? 'on' : '',
    start,
  };
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value));
  const page = ownPage ? `timer/${minutes}/` : 'timer/';
  return query.size ? `${page}?${query}`.replace('%3A', ':') : page;
}
