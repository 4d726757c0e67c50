// Where a session was, after a reload: kept for two hours, on its own page, with all that was added to it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepPlace, keptPlace } from '../../overrides/assets/js/timer/resume.js';
import { usual } from '../../overrides/assets/js/timer/link.js';
import { longer } from '../../overrides/assets/js/timer/longer.js';
import { build, place } from '../../overrides/assets/js/timer/timeline.js';
import { score } from './score.js';
import { World } from './world.js';

const HOUR = 3_600_000;

test('a place is offered for two hours, and only where it was left', () => {
  new World().install();
  const line = build(score, usual(score, { minutes: 10 }));
  const now = Date.now;
  try {
    keepPlace(line, 200);
    assert.equal(keptPlace(score)?.at, 200);
    Date.now = () => now() + 2 * HOUR - 60_000;
    assert.equal(keptPlace(score)?.at, 200);
    Date.now = () => now() + 2 * HOUR + 60_000;
    assert.equal(keptPlace(score), null, 'nobody carries on after two hours');
  } finally {
    Date.now = now;
  }
});

test('a class is not kept, nor the very beginning', () => {
  new World().install();
  keepPlace(build(score, usual(score, { start: '19:30' })), 200);
  assert.equal(keptPlace(score), null);
  keepPlace(build(score, usual(score)), 0);
  assert.equal(keptPlace(score), null);
});

test('minutes that were added are there again', () => {
  new World().install();
  let line = build(score, usual(score, { minutes: 10 }));
  const rest = line.phases.find(({ id }) => id === 'rest')?.start ?? 0;
  for (let n = 0; n < 3; n += 1) line = longer(score, line, rest + 1) ?? line;
  keepPlace(line, rest + 100);
  const kept = keptPlace(score);
  assert.equal(kept?.line.total, line.total);
  assert.equal(kept?.line.more, 3);
});

test('words stay to be read for a while after they were said, and no longer', () => {
  const line = build(score, usual(score, { minutes: 30 }));
  const cue = line.cues.find((one, n) => one.at > line.parts[0] && (line.cues[n + 1]?.at ?? Infinity) > one.at + one.seconds + 60);
  assert.ok(cue);
  assert.equal(place(line, cue.at + cue.seconds + 20).text, cue.text);
  assert.notEqual(place(line, cue.at + cue.seconds + 40).text, cue.text);
});
