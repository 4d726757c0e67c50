// Seconds as people read them. The same sums as macros/clock.py; a test compares them. The words come from the page.

/** @typedef {{ min: string, s: string, half: string, both: string }} Units how whole minutes, seconds, half a minute more, and minutes and seconds are said */

/** @param {number} seconds as on a clock face: 90 is "1:30" */
export const clock = (seconds) => `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;

/**
 * A length, to the second: "50 s", "1½ min", "1 min 40 s".
 * @param {number} seconds
 * @param {Units} units
 */
export function spoken(seconds, units) {
  const min = Math.floor(seconds / 60);
  const s = seconds % 60;
  return filled(min ? (s === 30 ? units.half : s ? units.both : units.min) : units.s, { min, s });
}

/**
 * A length for "about": to the nearest half minute. 24:47 is "25 min".
 * @param {number} seconds
 * @param {Units} units
 */
export const about = (seconds, units) => spoken(seconds < 60 ? seconds : Math.floor((seconds + 15) / 30) * 30, units);

/** @param {string} words @param {Record<string, unknown>} values */
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
