// The printed sheet follows the session: "7 minutes, from a chair" prints those, with their own code.

import { sessionPath } from '../timer/address.js';
import { parts, whole } from './facts.js';
import { qrModules, qrPath } from './qr.js';
import { about, clock, filled, spoken } from '../timer/spoken.js';

/** @import { Facts } from './facts.js' */
/** @import { Choice } from '../timer/timeline.js' */

const QUIET = 4;

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
 * @param {Facts} facts
 * @param {Choice} choice
 */
export function fillSheet(sheet, facts, choice) {
  const { words } = facts;
  const { minutes, purpose, version } = choice;
  const lengths = parts(facts, choice);
  const { name, breath } = facts.purposes[purpose] ?? { name: '', breath: [5, 5] };
  const put = (/** @type {string} */ part, /** @type {string} */ text) => {
    const found = sheet.querySelector(`.sheet__${part}`);
    if (found) found.textContent = text;
  };
  put('sub', filled(purpose === 'general' ? words.sub : words.sub_for, { purpose: name, minutes, total: about(whole(facts, choice), words) }));
  put('length', filled(words.routine, { minutes }));
  put('breath', filled(words.breath, { inhale: breath[0], exhale: breath[1] }));

  let at = 0;
  sheet.querySelectorAll('.sheet__table--one tbody tr').forEach((row, place) => {
    const seconds = lengths[place];
    const [start, length] = row.querySelectorAll('td');
    if (start) start.textContent = clock(at);
    if (length && seconds !== undefined) length.textContent = spoken(seconds, words);
    // No time to get in is no part of a session.
    row.toggleAttribute('hidden', seconds === 0);
    at += seconds ?? 0;
  });
  sheet.querySelector('.sheet__all')?.setAttribute('hidden', '');
  sheet.querySelector('.sheet__one')?.removeAttribute('hidden');
  for (const block of sheet.querySelectorAll('[data-version]')) block.toggleAttribute('hidden', !block.getAttribute('data-version')?.split(' ').includes(version));

  const url = facts.site + sessionPath(facts, { ...choice, start: '' });
  const [host, ...path] = url.replace(/^\w+:\/\//, '').replace(/\/$/, '').split('/');
  sheet.querySelector('.sheet__address')?.replaceChildren(host ?? '', document.createElement('wbr'), ['', ...path].join('/'));
  drawCode(sheet.querySelector('.sheet__qr'), url);
}
