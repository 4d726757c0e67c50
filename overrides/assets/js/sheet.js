// The printed sheet follows the session: a link that says "7 minutes, from a chair" prints those, with their own code.

import { sessionPath } from './address.js';
import { readLink, usual } from './link.js';
import { qrModules, qrPath } from './qr.js';

/** @import { Choice, Score } from './timeline.js' */
/** @typedef {Score & { parts: Record<number, number[]>, site: string, words: Record<'sub' | 'sub_for' | 'routine' | 'breath', string> }} Facts */

const PHASES = 5;
const QUIET = 4;

/** @param {string} words @param {Record<string, unknown>} values */
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

/** @param {number} seconds */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;

/**
 * A length as the sheet says it: "1½ min", "50 s", "1 min 40 s".
 * @param {number} seconds
 */
export function spoken(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (!minutes) return `${rest} s`;
  if (rest === 30) return `${minutes}½ min`;
  return `${minutes} min${rest ? ` ${rest} s` : ''}`;
}

/** @param {Element} sheet @returns {Facts} */
export function factsOf(sheet) {
  return JSON.parse(sheet.querySelector('.sheet__facts')?.textContent ?? '{}');
}

/**
 * The lengths of the five parts, in seconds.
 * @param {Facts} facts
 * @param {Choice} choice
 */
export function parts(facts, { minutes, settle }) {
  const [, ...rest] = facts.parts[minutes] ?? [];
  return [settle, ...rest];
}

/**
 * Draws a code where an SVG is, for the text.
 * @param {Element | null} svg
 * @param {string} text
 */
export function drawCode(svg, text) {
  const grid = qrModules(text);
  const size = grid.length + 2 * QUIET;
  const [ground, dark] = svg?.children ?? [];
  svg?.setAttribute('viewBox', `0 0 ${size} ${size}`);
  ground?.setAttribute('d', `M0 0h${size}v${size}H0z`);
  dark?.setAttribute('d', qrPath(grid, QUIET));
}

/**
 * Turns the sheet to a choice. A class's start time belongs to one evening, so it is not printed.
 * @param {Element} sheet
 * @param {Choice} choice
 */
export function fillSheet(sheet, choice) {
  const facts = factsOf(sheet);
  const { minutes, purpose, version } = choice;
  const lengths = parts(facts, choice);
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const { name, breath } = facts.purposes[purpose] ?? { name: '', breath: [5, 5] };
  const put = (/** @type {string} */ part, /** @type {string} */ text) => {
    const found = sheet.querySelector(`.sheet__${part}`);
    if (found) found.textContent = text;
  };
  put('sub', filled(purpose === 'general' ? facts.words.sub : facts.words.sub_for, { purpose: name, minutes, total: spoken(total) }));
  put('length', filled(facts.words.routine, { minutes }));
  put('breath', filled(facts.words.breath, { inhale: breath[0], exhale: breath[1] }));

  let at = 0;
  sheet.querySelectorAll('.sheet__table--one tbody tr').forEach((row, place) => {
    const [start, length] = row.querySelectorAll('td');
    if (start) start.textContent = clock(at);
    if (length && place < PHASES) length.textContent = spoken(lengths[place] ?? 0);
    at += lengths[place] ?? 0;
  });
  sheet.querySelector('.sheet__all')?.setAttribute('hidden', '');
  sheet.querySelector('.sheet__one')?.removeAttribute('hidden');
  for (const block of sheet.querySelectorAll('[data-version]')) block.toggleAttribute('hidden', block.getAttribute('data-version') !== version);

  const url = facts.site + sessionPath(facts, { ...choice, start: '' });
  const [host, ...path] = url.replace(/^\w+:\/\//, '').replace(/\/$/, '').split('/');
  sheet.querySelector('.sheet__address')?.replaceChildren(host ?? '', document.createElement('wbr'), ['', ...path].join('/'));
  drawCode(sheet.querySelector('.sheet__qr'), url);
}

/** Turns the page's sheet to the session that its address names. */
export function followLink() {
  const sheet = document.querySelector('.sheet');
  if (!sheet) return;
  const facts = factsOf(sheet);
  const asked = readLink(facts, location.search);
  if (Object.keys(asked).length) fillSheet(sheet, usual(facts, asked));
}
