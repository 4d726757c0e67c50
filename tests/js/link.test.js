import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLink, usual, writeLink } from '../../overrides/assets/js/timer/link.js';
import { build } from '../../overrides/assets/js/timer/timeline.js';
import { score } from './score.js';

const read = (/** @type {string} */ query) => {
  const asked = readLink(score, query);
  return usual(score, asked);
};

test('a whole link says everything, and what is written can be read', () => {
  const query = '?minutes=12&for=sleep&version=bed&settle=45&bells=clear&voice=on&start=19:30&end=stay&strokes=off&breath=on';
  const choice = read(query);
  assert.deepEqual(choice, { minutes: 12, purpose: 'sleep', version: 'bed', settle: 45, bells: 'clear', voice: true, start: '19:30', end: 'stay', strokes: false, breath: true });
  assert.equal(`?${writeLink(choice)}`, query);
});

test('a link without parameters is the page as it is', () => {
  assert.deepEqual(readLink(score, ''), {});
  assert.deepEqual(read('?utm_source=x#y'), usual(score));
});

test('a purpose brings its own bells unless the link says otherwise', () => {
  assert.equal(read('?for=sleep').bells, 'soft');
  assert.equal(read('?for=sleep&bells=off').bells, 'off');
});

test('from bed before sleep one may stay lying, unless the link says otherwise', () => {
  assert.equal(read('?for=sleep').end, 'bell');
  assert.equal(read('?for=sleep&version=bed').end, 'stay');
  assert.equal(read('?for=sleep&version=bed&end=bell').end, 'bell');
});

test('what is out of range or not on the list falls back, one parameter at a time', () => {
  for (const bad of ['minutes=2', 'minutes=31', 'minutes=1e1', 'minutes=%31%30.5', 'for=__proto__', 'for=constructor', 'version=toString', 'settle=-1', 'settle=301', 'bells=loud', 'voice=1', 'start=24:00', 'start=7:30', 'end=never'])
    assert.deepEqual(readLink(score, `?${bad}&voice=on`), bad.startsWith('voice') ? {} : { voice: true }, bad);
});

test('ten thousand malformed links: no exception, always a session that can be played', () => {
  let seed = 20261122;
  const random = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const names = ['minutes', 'for', 'version', 'settle', 'bells', 'voice', 'start', 'end', '__proto__', 'Minutes', ''];
  const values = ['10', '-5', '999999999999', 'NaN', 'Infinity', '0x10', '１０', '<img src=x onerror=alert(1)>', '"><script>', 'sleep', 'wall', 'off', 'on', '19:30', '99:99', '%', '%E0%A4%A', '%00', '\u202e', '𝟙𝟘', 'null', 'hasOwnProperty', 'constructor', '{}', "'", '\\', ' 10', '10 ', ''];
  const joints = ['&', '&&', ';', '=', '?', '#', '&=', '%26'];
  for (let i = 0; i < 10_000; i += 1) {
    let query = '?';
    for (let n = random(7); n >= 0; n -= 1) {
      let value = values[random(values.length)];
      if (random(3) === 0) value = String.fromCharCode(...Array.from({ length: random(12) }, () => random(65536)));
      query += names[random(names.length)] + '=' + value + joints[random(joints.length)];
    }
    const choice = read(query);
    assert.ok(Number.isInteger(choice.minutes) && choice.minutes >= 3 && choice.minutes <= 30, query);
    assert.ok(Number.isInteger(choice.settle) && choice.settle >= 0 && choice.settle <= 300, query);
    assert.ok(Object.hasOwn(score.purposes, choice.purpose) && Object.hasOwn(score.versions, choice.version), query);
    assert.match(`${choice.bells} ${choice.voice} ${choice.start}`, /^(soft|clear|off) (true|false) (\d\d:\d\d)?$/);
    assert.ok(build(score, choice).total > 0);
    assert.doesNotMatch(writeLink(choice), /[<>"']/);
  }
});

test('no time to get in is said, and what nobody chose is not', () => {
  assert.equal(writeLink({ settle: 0, start: '' }), 'settle=0');
});

test('a link is read up to its five hundredth letter', () => {
  const long = `?${'x'.repeat(490)}&voice=on&end=stay`;
  assert.deepEqual(readLink(score, long), { voice: true });
});
