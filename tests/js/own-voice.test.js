import assert from 'node:assert/strict';
import { test } from 'node:test';

import { leveled, loudness, truePeak } from '../../overrides/assets/js/teach/loudness.js';
import { cuts, moved, part, sounds } from '../../overrides/assets/js/teach/pauses.js';
import { Unusable, readLegs, writeLegs } from '../../overrides/assets/js/timer/legs-file.js';

const RATE = 24_000;

/** A tone. @param {number} seconds @param {number} level its peak @param {number} [pitch] */
const tone = (seconds, level, pitch = 997) => Float32Array.from({ length: seconds * RATE }, (_, n) => level * Math.sin((2 * Math.PI * pitch * n) / RATE));

/** Sounds and silences one after the other, in seconds: [sound, silence, sound ...], over a faint hiss. @param {number[]} lengths */
function talk(lengths) {
  const all = lengths.reduce((sum, one) => sum + one, 1) * RATE;
  const out = Float32Array.from({ length: all }, (_, n) => 0.0005 * Math.sin(n * n));
  let at = RATE / 2;
  lengths.forEach((seconds, n) => {
    if (n % 2 === 0) tone(seconds, 0.2, 300).forEach((x, m) => (out[Math.round(at) + m] += x));
    at += seconds * RATE;
  });
  return out;
}

test('a tone has the loudness that the standard gives it, at any rate', () => {
  assert.ok(Math.abs(loudness(tone(3, 0.1), RATE) + 23.01) < 0.1);
  const fast = Float32Array.from({ length: 3 * 48_000 }, (_, n) => 0.1 * Math.sin((2 * Math.PI * 997 * n) / 48_000));
  assert.ok(Math.abs(loudness(fast, 48_000) + 23.01) < 0.1);
});

test('silence is -70, and long pauses do not make words softer', () => {
  assert.equal(loudness(new Float32Array(RATE), RATE), -70);
  const once = tone(2, 0.1);
  const paused = new Float32Array(10 * RATE);
  paused.set(once);
  assert.ok(Math.abs(loudness(paused, RATE) - loudness(once, RATE)) < 0.5);
});

test('whatever its level, a recording comes to -23 LUFS with no peak over -2.5 dBTP', () => {
  for (const level of [0.004, 0.1, 1]) assert.ok(Math.abs(loudness(leveled(tone(2, level), RATE), RATE) + 23) < 0.2, `${level}`);
  const knock = tone(2, 0.02);
  for (let n = 0; n < 60; n += 1) knock[12_000 + n] = n % 2 ? 0.9 : -0.9;
  const out = leveled(knock, RATE);
  assert.ok(truePeak(out) < -2.4, `${truePeak(out)}`);
  assert.ok(Math.abs(loudness(out, RATE) + 23) < 0.7);
});

test('a peak between two samples counts', () => {
  const between = Float32Array.from({ length: 400 }, (_, n) => Math.sin((Math.PI / 2) * n + Math.PI / 4));
  assert.ok(truePeak(between) > -0.6);
});

test('a recording is heard as its sounds, a click is none, and silence has none', () => {
  const found = sounds(talk([1, 2, 0.02, 1, 1.5]), RATE);
  assert.equal(found.length, 2);
  assert.ok(Math.abs(found[0].from / RATE - 0.5) < 0.03 && Math.abs(found[1].to / RATE - 6.02) < 0.03);
  assert.deepEqual(sounds(new Float32Array(RATE), RATE), []);
  assert.deepEqual(sounds(new Float32Array(), RATE), []);
});

test('lines are cut at the long pauses, and not at those inside a line', () => {
  const spans = sounds(talk([2, 0.8, 2, 2.5, 1, 2.5, 2, 0.9, 2.2, 2, 1]), RATE);
  assert.equal(spans.length, 6);
  assert.deepEqual(cuts(spans, [40, 10, 42, 10]), [0, 2, 3, 5]);
});

test('a long pause inside a line does not move all that follow', () => {
  const spans = sounds(talk([2, 2.6, 2, 2.4, 1, 2.4, 4, 2.4, 1]), RATE);
  assert.deepEqual(cuts(spans, [40, 10, 40, 10]), [0, 2, 3, 4]);
});

test('with fewer sounds than lines the last lines stay empty', () => {
  const spans = sounds(talk([1, 2, 1]), RATE);
  const starts = cuts(spans, [10, 10, 10]);
  assert.deepEqual(starts, [0, 1]);
  assert.equal(part(spans, starts, 2, RATE), null);
  assert.ok(part(spans, starts, 1, RATE));
});

test('a line can begin sooner or later while it and its neighbor keep something', () => {
  assert.deepEqual(moved([0, 2, 4], 1, 1, 6), [0, 3, 4]);
  assert.deepEqual(moved([0, 2, 4], 1, -1, 6), [0, 1, 4]);
  assert.equal(moved([0, 1, 2], 1, 1, 3), null);
  assert.equal(moved([0, 1, 2], 1, -1, 3), null);
  assert.equal(moved([0, 2], 0, 1, 4), null);
});

const frames = (/** @type {number} */ count) => Uint8Array.from({ length: count * 96 }, (_, n) => [0xff, 0xf3, 0x44, 0xc4, 0][n % 96] ?? n & 127);
const slots = [
  { id: 'sit', seconds: 2, text: 'Sit.', words: { chair: 'Sit on a chair.' } },
  { id: 'rest', seconds: 2, text: 'Rest.' },
];
const good = () => writeLegs(' Anna\n B. ', [
  { id: 'sit', words: 'Sit.', frames: frames(3) },
  { id: 'sit.chair', words: 'Sit on a chair.', frames: frames(2) },
]);

/** @param {Uint8Array} bytes */
function fault(bytes) {
  try {
    readLegs(bytes, slots);
  } catch (error) {
    assert.ok(error instanceof Unusable, `${error}`);
    return error.fault;
  }
  return '';
}

test('what was written is read again, byte for byte', () => {
  const { name, clips } = readLegs(good(), slots);
  assert.equal(name, 'Anna B.');
  assert.deepEqual([...clips.keys()], ['sit', 'sit.chair']);
  assert.deepEqual(clips.get('sit.chair'), frames(2));
});

test('a line of other words, or of none of ours, is left to the voice of the site', () => {
  const file = writeLegs('', [
    { id: 'sit', words: 'Sit down.', frames: frames(1) },
    { id: 'fly', words: 'Fly.', frames: frames(1) },
    { id: 'rest', words: 'Rest.', frames: frames(1) },
  ]);
  const { clips } = readLegs(file, slots);
  assert.deepEqual([...clips.keys()], ['rest']);
  assert.equal(fault(writeLegs('', [{ id: 'fly', words: 'Fly.', frames: frames(1) }])), 'other');
});

test('what is no whole voice file says which fault it has', () => {
  assert.equal(fault(new Uint8Array()), 'alien');
  assert.equal(fault(frames(9)), 'alien');
  assert.equal(fault(new Uint8Array(8_000_001)), 'large');
  const newer = good();
  newer[4] = 2;
  assert.equal(fault(newer), 'newer');
  assert.equal(fault(writeLegs('', [{ id: 'sit', words: 'Sit.', frames: frames(84) }])), 'long');
  assert.equal(fault(writeLegs('', [{ id: 'sit', words: 'Sit.', frames: frames(3).fill(7, 96, 100) }])), 'cut');
  assert.equal(fault(writeLegs('', [{ id: 'sit', words: 'Sit.', frames: frames(2).fill(9, 100, 101) }])), 'cut', 'a frame that borrows from others');
});

test('a file that was cut anywhere, or lies about its lengths, is never half read', () => {
  const whole = good();
  for (let length = 0; length < whole.length; length += 1) assert.ok(['alien', 'cut'].includes(fault(whole.slice(0, length))), `${length}`);
  for (let at = 0; at < 12; at += 1) {
    const bent = good();
    bent[at] ^= 0xff;
    assert.ok(at > 4 && at < 8 ? fault(bent) === '' : fault(bent), `${at}`);
  }
  const odd = new TextEncoder().encode('[1]    ');
  const file = new Uint8Array(12 + odd.length);
  file.set([...whole.slice(0, 8), odd.length]);
  file.set(odd, 12);
  assert.equal(fault(file), 'cut');
});
