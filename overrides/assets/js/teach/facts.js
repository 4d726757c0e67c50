// What a page with a sheet knows of every session: lengths, words, names, files. Written by sheet_facts() in macros/calls/teach.py.

/** @import { Choice, Score } from '../timer/timeline.js' */
/** @import { Units } from '../timer/spoken.js' */
/**
 * @typedef {'sub' | 'sub_for' | 'routine' | 'breath' | 'legs_up' | 'caption' | 'row_breath' | 'title' | 'minutes' | 'minutes_for' | 'remind' | 'pdf' | 'pdf_of' | 'every_day' | 'class_at'} Word
 * @typedef {Pick<Score, 'choice' | 'least' | 'most' | 'published' | 'settle' | 'phases' | 'purposes' | 'versions'>
 *   & { parts: Record<number, number[]>, site: string, files: Record<string, string>, stay?: { seconds: number, does: string }, words: Record<Word, string> & Units }} Facts
 */

/** @param {ParentNode} [place] @returns {Facts | null} */
export function factsOf(place = document) {
  const text = place.querySelector('.sheet__facts')?.textContent;
  return text ? JSON.parse(text) : null;
}

/**
 * The lengths of the parts, in seconds. Who stays lying comes out in less time.
 * @param {Pick<Facts, 'parts' | 'stay'>} facts
 * @param {Pick<Choice, 'minutes' | 'settle'> & Partial<Choice>} choice
 */
export function parts(facts, { minutes, settle, end }) {
  const [, ...rest] = facts.parts[minutes] ?? [];
  if (end === 'stay' && facts.stay) rest.splice(-1, 1, facts.stay.seconds);
  return [settle, ...rest];
}

/**
 * The whole session, in seconds.
 * @param {Pick<Facts, 'parts' | 'stay'>} facts
 * @param {Pick<Choice, 'minutes' | 'settle'> & Partial<Choice>} choice
 */
export const whole = (facts, choice) => parts(facts, choice).reduce((sum, seconds) => sum + seconds, 0);
