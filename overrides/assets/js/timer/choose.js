// A person chooses: what goes along with a choice, what a session no longer lets change, and what this device is to keep.

import { SETTINGS } from './choice.js';
import { usual, writeLink } from './link.js';
import { note } from './store.js';

/** @import { PageChoice } from './choice.js' */
/** @import { Choice } from './timeline.js' */
/** @import { Known } from './link.js' */

const PLAIN = { purpose: 'general', version: 'wall' };

/**
 * Bells and end that were the purpose's own become those of the new one.
 * @param {PageChoice} page
 * @param {Partial<Choice>} change
 */
export function choose(page, change) {
  const { known, now, held } = page;
  const next = { ...now, ...change };
  if (held) Object.assign(next, now, { bells: next.bells, voice: next.voice, strokes: next.strokes, breath: next.breath });
  const [was, is] = [now, next].map(({ purpose, version }) => usual(known, { purpose, version }));
  if (!change.bells && now.bells === was?.bells && is) next.bells = is.bells;
  if (!change.end && now.end === was?.end && is) next.end = is.end;
  page.kept = unusual(known, { ...page.kept, ...change });
  page.adopt(next);
}

/**
 * What is not usual anyway, less what belongs to one page or one evening.
 * @param {Known} known
 * @param {Partial<Choice>} choice
 */
function unusual(known, { minutes: _, start: __, ...choice }) {
  const { purpose, version } = { ...PLAIN, ...choice };
  const common = /** @type {Record<string, unknown>} */ ({ ...usual(known, { purpose, version }), ...PLAIN });
  return /** @type {Partial<Choice>} */ (Object.fromEntries(Object.entries(choice).filter(([key, value]) => value !== common[key])));
}

/**
 * From now on all that is shown is to be kept.
 * @param {PageChoice} page
 */
export function keepAll(page) {
  page.kept = unusual(page.known, page.now);
}

/**
 * @param {PageChoice} page
 * @param {string | null} more what else is to be kept, as a query; null forgets all
 */
export function keep(page, more) {
  note('localStorage', SETTINGS, more === null ? null : `${writeLink(page.kept)}&${more}`);
}
