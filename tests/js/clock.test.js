import assert from 'node:assert/strict';
import { test } from 'node:test';

import { QuietClock } from '../../overrides/assets/js/timer/clock.js';

const MINUTE = 60_000;

test('ticks on time add up', () => {
  const clock = new QuietClock(0, 0, 0);
  for (let t = 250; t <= MINUTE; t += 250) clock.tick(false, t, t);
  assert.equal(clock.at, 60);
});

test('a throttled minute is counted', () => {
  const clock = new QuietClock(10, 0, 0);
  assert.equal(clock.tick(true, MINUTE, MINUTE), 70);
});

test('ten minutes of sleep, with the steady clock standing still, are counted', () => {
  const clock = new QuietClock(0, 0, 0);
  assert.equal(clock.tick(true, 400, 10 * MINUTE), 600);
});

test('a wall clock set an hour ahead or back while the page is in view is ignored', () => {
  const clock = new QuietClock(0, 0, 0);
  assert.equal(clock.tick(false, 1000, 60 * MINUTE + 1000), 1);
  assert.equal(clock.tick(false, 2000, 2000), 2);
  assert.equal(clock.tick(false, 3000, -60 * MINUTE), 3);
});

test('a wall clock stepped back while hidden never turns time back', () => {
  const clock = new QuietClock(0, 0, 0);
  assert.equal(clock.tick(true, 5000, -30_000), 5);
});
