import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { usual } from '../../overrides/assets/js/timer/link.js';
import { heard, plan, splice } from '../../overrides/assets/js/timer/splice.js';
import { build } from '../../overrides/assets/js/timer/timeline.js';
import { given, score } from './score.js';

/** Frames that tell where they came from. @param {string} name @param {number} frames */
const made = (name, frames) => Uint8Array.from({ length: frames * 96 }, (_, i) => (i % 96 < 4 ? [0xff, 0xf3, 0x44, 0xc4][i % 96] : (name.length * 7 + Math.floor(i / 96)) & 255));
const sound = { base: '', frame: 96, bed: 400, clips: {}, tracks: {} };
const line = build(score, usual(score, { minutes: 5, voice: true, end: 'bell' }));
const bytes = new Map([['bed', made('bed', 400)]]);
for (const part of plan(line, score).parts) bytes.set(part.clip, made(part.clip, 200));

test('a track is a header frame and one frame for every 24 milliseconds, with the last bell ringing out', () => {
  const row = plan(line, score);
  assert.equal(row.frames, Math.ceil(((line.total + line.bells[2].seconds) * 1000) / 24));
  const track = splice(row, sound, bytes);
  assert.equal(track.length, (row.frames + 1) * 96);
  for (let at = 0; at < track.length; at += 96) assert.deepEqual([...track.subarray(at, at + 2)], [0xff, 0xf3]);
});

test('bells and words replace the bed from the frame nearest to their second', () => {
  const track = splice(plan(line, score), sound, bytes);
  const [bell] = line.bells;
  const at = (Math.round((bell.at * 1000) / 24) + 1) * 96;
  assert.deepEqual(track.subarray(at, at + 96), bytes.get(bell.clip)?.subarray(0, 96));
  assert.deepEqual(track.subarray(at - 96, at), bytes.get('bed')?.subarray(((at / 96 - 2) % 400) * 96).subarray(0, 96));
});

test('without bells or voice their clips are not asked for', () => {
  const clips = (/** @type {any} */ over) => plan(build(score, usual(score, over)), score).parts.map((part) => part.clip);
  assert.deepEqual(clips({ bells: 'off' }), []);
  assert.ok(clips({ bells: 'off', voice: true }).every((clip) => !clip.startsWith('bell-')));
});

test('someone who stays lying down hears the room tone die away, and no bell at the end', () => {
  const asleep = build(score, usual(score, { minutes: 5, end: 'stay', bells: 'soft' }));
  const row = plan(asleep, score);
  assert.equal(row.frames, Math.ceil((asleep.total * 1000) / 24));
  assert.ok(row.parts.every(({ clip }) => !clip.startsWith('bell-end')));
  const gain = (/** @type {number} */ frame) => (new DataView(track.buffer).getUint16((frame + 1) * 96 + 7) >> 2) & 0xff;
  const track = splice(row, sound, bytes);
  const plain = splice({ ...row, fade: 0 }, sound, bytes);
  assert.deepEqual(track.subarray(0, (row.frames - row.fade) * 96), plain.subarray(0, (row.frames - row.fade) * 96));
  assert.equal(row.fade, 2500);
  const before = (new DataView(plain.buffer).getUint16(row.frames * 96 + 7) >> 2) & 0xff;
  assert.equal(gain(row.frames - 1), Math.max(0, before - 23));
});

test('legs that are up are called down whatever is off', () => {
  for (const bells of ['soft', 'clear', 'quiet', 'off'])
    for (const voice of [true, false]) {
      const down = build(score, usual(score, /** @type {any} */ ({ minutes: 5, end: 'stay', bells, voice })));
      const start = down.parts[1];
      assert.ok(heard(down, score).some(({ at }) => at >= start && at < start + 15), `${bells} ${voice}`);
    }
});

test('without the voice soft strokes ring, unless they or the bells are off', () => {
  const strokes = (/** @type {any} */ over) => heard(build(score, usual(score, over)), score).filter(({ clip }) => clip.startsWith('bell-sign'));
  assert.ok(strokes({ minutes: 15 }).length >= 2);
  assert.equal(strokes({ minutes: 15, bells: 'quiet' })[0].clip, 'bell-sign-quiet');
  for (const over of [{ strokes: false }, { bells: 'off' }, { voice: true }]) assert.equal(strokes({ minutes: 15, ...over }).length, 0);
});

test('the sound of a breath fills the Breathe phase wherever nothing else is heard', () => {
  const breathing = build(score, usual(score, { minutes: 10, breath: true, voice: true, purpose: 'sleep' }));
  const all = heard(breathing, score);
  const breaths = all.filter(({ clip }) => clip === 'breath-4-6');
  assert.ok(breaths.length > 20);
  for (const one of breaths) for (const other of all) if (other !== one) assert.ok(other.at >= one.at + one.seconds || other.at + other.seconds <= one.at);
});

test('a class waits on the bed: everything moves by the same number of seconds', () => {
  const [plain, late] = [plan(line, score), plan(line, score, 60)];
  assert.deepEqual(late.parts.map((part) => part.start), plain.parts.map((part) => part.start + 2500));
});

test('a sentence that could not be had leaves the bed, and nothing else moves', () => {
  const some = new Map(bytes);
  const cue = line.cues[3].clip;
  some.delete(cue);
  assert.equal(splice(plan(line, score), sound, some).length, splice(plan(line, score), sound, bytes).length);
});

test('for the same routine Python and JavaScript make the same bytes', () => {
  const clips = new Map(Object.entries(given.clips ?? {}).map(([name, text]) => [name, new Uint8Array(Buffer.from(/** @type {string} */ (text), 'base64'))]));
  assert.ok(given.tracks.length > 3);
  for (const { choice, sha256 } of given.tracks) {
    const track = splice(plan(build(score, usual(score, choice)), score), score.sound, clips);
    assert.equal(createHash('sha256').update(track).digest('hex'), sha256, JSON.stringify(choice));
  }
});

test('what sounds is told in order', () => {
  const starts = plan(line, score).parts.map(({ start }) => start);
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
});

test('a frame that is silent already cannot become softer', () => {
  const quiet = new Map([['bed', made('bed', 400).map((byte, i) => (i % 96 < 4 ? byte : 0))]]);
  const track = splice({ frames: 20, fade: 20, parts: [] }, sound, quiet);
  for (let at = 96; at < track.length; at += 96) assert.deepEqual([...track.subarray(at + 7, at + 9)], [0, 0]);
});
