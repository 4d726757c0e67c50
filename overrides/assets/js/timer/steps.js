// From phase to phase, for the keys of the timer and of the lock screen.

import { place } from './timeline.js';

/** @import { Session } from './session.js' */

/** Going back within so many seconds of a phase's start goes to the one before. */
const RECENT = 3;

/**
 * To the next phase, or back to the start of this one and then the one before. A class that has not begun has neither.
 * @param {Session} session
 * @param {1 | -1} way
 */
export function step(session, way) {
  const { line, at } = session;
  if (!line || at < 0) return;
  const { phases } = line;
  const { index } = place(line, at);
  const here = phases[Math.min(index, phases.length - 1)];
  const back = at - here.start > RECENT ? here : phases[Math.max(0, index - 1)];
  session.seek(way > 0 ? here.end : back.start);
}
