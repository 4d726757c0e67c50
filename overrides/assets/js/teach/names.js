// A session in a few words, as calendars, titles and links to files say it. The same words as session_name() and session_title() in macros/links.py.

import { filled } from '../timer/spoken.js';

/** @import { Choice } from '../timer/timeline.js' */
/** @typedef {{ purposes: Record<string, { name: string }>, versions: Record<string, { name: string }>, words: { minutes: string, minutes_for: string } }} Names */

/**
 * @param {Names} names
 * @param {Choice} choice
 * @returns {string} "25 minutes: Wind down, from your bed"
 */
export function sessionName({ purposes, versions, words }, { minutes, purpose, version }) {
  const name = filled(purpose === 'general' ? words.minutes : words.minutes_for, { minutes, purpose: purposes[purpose]?.name });
  return version === 'wall' ? name : `${name}, ${versions[version]?.name.toLowerCase()}`;
}
