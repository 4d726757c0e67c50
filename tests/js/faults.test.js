import assert from 'node:assert/strict';
import { test } from 'node:test';

import { faults } from './faults.js';

const rows = await faults();
const said = (/** @type {any} */ row) => JSON.stringify(row);

test('no failure ends in silence while the bells are on the device', () => {
  for (const row of rows) if (row.worker === 'fresh') assert.ok(row.bell, said(row));
});

test('a session without its sound, or without its voice, says so', () => {
  for (const row of rows) if (row.carries === 'quiet clock' || row.carries.startsWith('bells, ') || row.carries === 'nearest track') assert.ok(row.why, said(row));
});

test('the place that is shown is the place of the sound', () => {
  for (const row of rows) assert.ok(row.place < 0.3, said(row));
});

test('when the line is back, the sound is back by itself', () => {
  for (const row of rows) assert.notEqual(row.back, 'quiet clock', said(row));
});

test('a good line gives all that was asked for, whatever the worker can keep', () => {
  for (const row of rows.filter(({ network }) => network === 'good')) assert.match(row.carries, /published track|bells and voice/, said(row));
});
