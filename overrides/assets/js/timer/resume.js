// Where a session was, for after a reload. Kept for this window only, and for two hours.

import { lengthened } from './longer.js';
import { build } from './timeline.js';
import { readLink, usual, writeLink } from './link.js';
import { LEFT, note } from './store.js';

/** @import { Score, Timeline } from './timeline.js' */

/** After two hours nobody carries on. */
const STALE = 7_200_000;
/** How often it is noted while a session runs, in seconds. */
export const EVERY = 5;

/**
 * A class is not kept: its place is the clock's.
 * @param {Timeline} line
 * @param {number} at seconds
 */
export function keepPlace({ choice, more }, at) {
  if (at > 0 && !choice.start) note('sessionStorage', LEFT, [location.pathname, Date.now(), at.toFixed(1), writeLink(choice), more].join(' '));
}

export const dropPlace = () => note('sessionStorage', LEFT, null);

/**
 * What was left on this page.
 * @param {Score} score
 */
export function keptPlace(score) {
  const [path, when, at, query, more] = (note('sessionStorage', LEFT) ?? '').split(' ');
  if (path !== location.pathname || !(Date.now() - +when < STALE)) return null;
  const line = lengthened(score, build(score, usual(score, readLink(score, query))), Math.min(+more || 0, score.most));
  return +at > 0 && +at < line.total ? { line, at: +at } : null;
}
