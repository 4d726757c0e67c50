// The two machines of a session as tables: what a person sees of it, and what its sound does. Whatever is not in a table
// cannot happen: tests drive both with chance, and an illegal move is an error there.

/**
 * @typedef {'ready' | 'loading' | 'waiting' | 'running' | 'paused' | 'restored' | 'done'} State what a person sees
 * @typedef {'off' | 'opening' | 'on' | 'held'} Sound what the one audio element does for the session: nothing, on its way,
 *   it is the clock, it waits for a person
 */

/** `begin`: the time runs, by sound or by the clock. `gather`: a class that has not begun. `end`: past the last second. */
export const STATES = {
  ready: { start: 'loading', restore: 'restored' },
  loading: { begin: 'running', gather: 'waiting', pause: 'paused', end: 'done', reset: 'ready' },
  waiting: { begin: 'running', pause: 'paused', reset: 'ready' },
  running: { pause: 'paused', end: 'done', reset: 'ready' },
  paused: { resume: 'loading', begin: 'running', gather: 'waiting', end: 'done', reset: 'ready' },
  restored: { resume: 'loading', end: 'done', reset: 'ready' },
  done: { reset: 'ready' },
};

/** `lose`: refused, broken, too short, too slow, or it stood still. `hold`: a person or the system pressed pause. */
export const SOUNDS = {
  off: { open: 'opening' },
  opening: { open: 'opening', play: 'on', hold: 'held', lose: 'off', drop: 'off' },
  on: { open: 'opening', hold: 'held', lose: 'off', drop: 'off' },
  held: { open: 'opening', play: 'on', lose: 'off', drop: 'off' },
};

/**
 * One move. An illegal one changes nothing and is reported where errors are.
 * @template {string} S
 * @param {Record<S, Record<string, string>>} table
 * @param {S} from
 * @param {string} event
 * @returns {S}
 */
export function move(table, from, event) {
  const to = table[from][event];
  if (to) return /** @type {S} */ (to);
  globalThis.reportError?.(new Error(`${from} ${event}`));
  return from;
}
