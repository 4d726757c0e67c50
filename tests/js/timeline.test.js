import assert from 'node:assert/strict';
import { test } from 'node:test';

import { usual } from '../../overrides/assets/js/timer/link.js';
import { breathsOf, strokesOf } from '../../overrides/assets/js/timer/strokes.js';
import { build, place } from '../../overrides/assets/js/timer/timeline.js';
import { given, score } from './score.js';

test('every length and settling time gives the routine that Python computes', () => {
  assert.ok(given.routines.length > 100);
  for (const { minutes, purpose, version, settle, end, bells, seconds, phases, cues, rung, signs, does } of given.routines) {
    const line = build(score, usual(score, { minutes, purpose, version, settle, end, bells }));
    const name = `${minutes} ${purpose} ${version} ${settle} ${end} ${bells}`;
    assert.equal(line.total, seconds, name);
    assert.deepEqual(line.phases.map((p) => [p.id, p.start, p.end]), phases, name);
    assert.deepEqual(line.cues.map((c) => [c.slot, c.clip, c.at, c.seconds, c.text, c.figure, c.sign]), cues, name);
    assert.deepEqual(line.bells.map((b) => [b.id, b.at, b.strokes, b.seconds]), rung, name);
    assert.deepEqual(strokesOf(score, line), signs, name);
    assert.equal(line.phases[line.phases.length - 1].does, does, name);
  }
});

test('the choice of bells is in the names of their clips, and no bells keeps the times', () => {
  const soft = build(score, usual(score, { bells: 'soft' }));
  assert.deepEqual(soft.bells.map((bell) => bell.clip), ['bell-settled-soft', 'bell-come-out-soft', 'bell-end-soft']);
  const off = build(score, usual(score, { bells: 'off' }));
  assert.deepEqual(off.bells.map((bell) => bell.at), soft.bells.map((bell) => bell.at));
});

test('every breath in the Breathe phase begins where the picture of the breath begins one', () => {
  for (const minutes of [3, 7, 10, 30]) {
    const line = build(score, usual(score, { minutes }));
    const phase = line.phases.find(({ id }) => id === 'breathe');
    const breaths = breathsOf(score, line);
    assert.ok(breaths.length >= 6);
    for (const at of breaths) assert.equal((at - line.parts[0]) % 10, 0);
    assert.ok(phase && breaths[0] === phase.start && breaths[breaths.length - 1] + 10 <= phase.end);
  }
});

test('at every second of a session one phase is on, and the time left of its part runs down to the next', () => {
  const line = build(score, usual(score, { minutes: 10 }));
  let before = { part: 0, left: line.parts[0] + 1, index: 0 };
  for (let at = 0; at < line.total; at += 1) {
    const now = place(line, at);
    assert.ok(now.phase.start <= at && at < now.phase.end);
    assert.ok(now.index >= before.index);
    if (now.part === before.part) assert.equal(now.left, before.left - 1);
    else assert.equal(now.part, before.part + 1);
    assert.ok(now.text);
    before = now;
  }
});

test('the end of a session is after its last phase, with nothing left', () => {
  const line = build(score, usual(score));
  for (const at of [line.total, line.total + 60]) {
    const { index, left, part } = place(line, at);
    assert.deepEqual([index, left, part], [line.phases.length, 0, 2]);
  }
});

test('before a class begins, what is left is the wait', () => {
  const line = build(score, usual(score));
  assert.equal(place(line, -90).left, 90);
});

test('without time to get in, the session starts with the legs up', () => {
  const line = build(score, usual(score, { settle: 0 }));
  assert.equal(place(line, 0).phase.id, 'arrive');
  assert.equal(place(line, 0).part, 1);
});

test('with no bells, the one that calls sleepers down is that of their purpose', () => {
  for (const [purpose, { bells }] of Object.entries(score.purposes)) {
    const line = build(score, usual(score, { purpose, bells: 'off', end: 'stay' }));
    assert.deepEqual(line.bells.map(({ clip }) => clip), [`bell-settled-${bells}`, `bell-come-out-${bells}`]);
  }
  assert.ok(new Set(Object.values(score.purposes).map(({ bells }) => bells)).size > 1);
});

test('words stay to be read for a while, and leave with their phase', () => {
  const line = build(score, usual(score, { minutes: 30 }));
  const rest = line.phases.find(({ id }) => id === 'rest');
  const cue = line.cues.find(({ at }) => rest && at > rest.start);
  assert.ok(rest && cue);
  const over = cue.at + cue.seconds;
  assert.deepEqual([cue.at - 1, cue.at, over + 23, over + 24].map((at) => place(line, at).text), [rest.does, cue.text, cue.text, rest.does]);
  const late = { ...cue, at: rest.start - 1 };
  const crowded = { ...line, cues: [late] };
  assert.equal(place(crowded, rest.start - 1).text, cue.text);
  assert.equal(place(crowded, rest.start).text, rest.does);
});
