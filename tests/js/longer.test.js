import assert from 'node:assert/strict';
import { test } from 'node:test';

import { usual } from '../../overrides/assets/js/timer/link.js';
import { longer } from '../../overrides/assets/js/timer/longer.js';
import { heard } from '../../overrides/assets/js/timer/splice.js';
import { strokesOf } from '../../overrides/assets/js/timer/strokes.js';
import { build } from '../../overrides/assets/js/timer/timeline.js';
import { score } from './score.js';

/** @param {import('../../overrides/assets/js/timer/timeline.js').Timeline} line @param {string} id */
const phase = (line, id) => /** @type {any} */ (line.phases.find((one) => one.id === id));

test('a minute more lies in Rest, and everything after it moves by a minute', () => {
  const line = build(score, usual(score, { minutes: 10, voice: true }));
  const at = phase(line, 'rest').start + 30;
  const more = /** @type {any} */ (longer(score, line, at));
  assert.equal(more.more, 1);
  assert.equal(more.total, line.total + 60);
  assert.equal(phase(more, 'rest').end, phase(line, 'rest').end + 60);
  assert.deepEqual(more.bells.map((/** @type {any} */ bell) => bell.at), line.bells.map((bell, n) => bell.at + (n ? 60 : 0)));
  assert.deepEqual(more.cues.filter((/** @type {any} */ cue) => cue.at <= at), line.cues.filter((cue) => cue.at <= at));
  assert.equal(line.more, 0, 'what was there is left as it was');
});

test('there is none to add before Rest, after it, or beyond the longest time', () => {
  const line = build(score, usual(score, { minutes: score.most - 1 }));
  const { start, end } = phase(line, 'rest');
  assert.equal(longer(score, line, start - 1), null);
  assert.equal(longer(score, line, end), null);
  const more = longer(score, line, start);
  assert.ok(more && longer(score, more, start + 1) === null);
});

test('however often and whenever it is pressed: one phase after another, nothing over another thing, and never too long without a sign', () => {
  for (let minutes = score.least; minutes <= score.most; minutes += 1)
    for (const voice of [true, false])
      for (const pace of [1, 20, 57, 61, 200]) {
        const name = `${minutes} ${voice} ${pace}`;
        /** @type {any} */
        let line = build(score, usual(score, { minutes, voice, bells: 'soft' }));
        const { phases: [, arrive] } = line;
        let at = phase(line, 'rest').start;
        for (let next = longer(score, line, at); next; next = longer(score, line, at)) {
          const before = heard(line, score).filter((one) => one.at <= at);
          assert.deepEqual(heard(next, score).filter((one) => one.at <= at).sort((a, b) => a.at - b.at), before.sort((a, b) => a.at - b.at), name);
          line = next;
          at += pace;
        }
        line.phases.reduce((/** @type {number} */ end, /** @type {any} */ one) => (assert.equal(one.start, end, name), one.end), 0);
        const all = heard(line, score).sort((a, b) => a.at - b.at);
        all.reduce((end, one) => (assert.ok(one.at >= end, `${name}: ${one.clip} at ${one.at}, before ${end}`), one.at + one.seconds), 0);
        const marks = voice ? line.cues.filter((/** @type {any} */ cue) => cue.sign).map((/** @type {any} */ cue) => cue.at) : strokesOf(score, line);
        [...marks, line.parts[1]].reduce((last, mark) => (assert.ok(mark - last <= (voice ? score.check[1] : score.sign.every), `${name}: ${last} to ${mark}`), mark), arrive.start);
      }
});
