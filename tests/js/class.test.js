import assert from 'node:assert/strict';
import { test } from 'node:test';

process.env.TZ = 'Europe/Berlin';
const { classStart } = await import('../../overrides/assets/js/timer/timeline.js');

const TOTAL = 780;
const at = (/** @type {string} */ time, day = 10) => new Date(`2026-03-${day}T${time}:00`).getTime();

test('a class is known from the morning on until its end, also around midnight', () => {
  assert.equal(classStart('19:00', at('18:20'), TOTAL), at('19:00'));
  assert.equal(classStart('19:00', at('08:00'), TOTAL), at('19:00'));
  assert.equal(classStart('19:00', at('19:12'), TOTAL), at('19:00'));
  assert.equal(classStart('00:05', at('23:50'), TOTAL), at('00:05', 11));
  assert.equal(classStart('23:55', at('00:02', 11), TOTAL), at('23:55'));
});

test('a class that has just ended is over; later the next one is meant', () => {
  assert.equal(classStart('19:00', at('19:14'), TOTAL), 0);
  assert.equal(classStart('19:00', at('21:00'), TOTAL), 0);
  assert.equal(classStart('19:00', at('23:00'), TOTAL), at('19:00', 11));
});

test('an hour that comes twice in autumn is the one that is on or comes next', () => {
  // On October 25, 2026 Berlin has 2:30 at 0:30 and again at 1:30 universal time.
  const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((time) => Date.parse(time));
  assert.equal(classStart('02:30', first - 20 * 60_000, TOTAL), first);
  assert.equal(classStart('02:30', first + 60_000, TOTAL), first);
  assert.equal(classStart('02:30', second - 20 * 60_000, TOTAL), second);
  assert.equal(classStart('02:30', second + 60_000, TOTAL), second);
});
