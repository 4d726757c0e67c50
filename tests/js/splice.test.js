import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { usual } from '../../overrides/assets/js/link.js';
import { plan, splice } from '../../overrides/assets/js/splice.js';
import { build } from '../../overrides/assets/js/timeline.js';
import { given, score } from './score.js';

/** Frames that tell where they came from. @param {string} name @param {number} frames */
const made = (name, frames) => Uint8Array.from({ length: frames * 96 }, (_, i) => (i % 96 < 4 ? [0xff, 0xf3, 0x44, 0xc4][i % 96] : (name.length * 7 + Math.floor(i / 96)) & 255));
const sound = { base: '', frame: 96, bed: 400, clips: {}, tracks: {} };
const line = build(score, usual(score, { minutes: 5, voice: true }));
const bytes = new Map([['bed', made('bed', 400)]]);
for (const part of plan(line).parts) bytes.set(part.clip, made(part.clip, 200));

test('a track is a header frame and one frame for every 24 milliseconds, with the last bell ringing out', () => {
  const row = plan(line);
  assert.equal(row.frames, Math.ceil(((line.total + line.bells[2].seconds) * 1000) / 24));
  const track = splice(row, sound, bytes);
  assert.equal(track.length, (row.frames + 1) * 96);
  for (let at = 0; at < track.length; at += 96) assert.deepEqual([...track.subarray(at, at + 2)], [0xff, 0xf3]);
});

test('bells and words replace the bed from the frame nearest to their second', () => {
  const track = splice(plan(line), sound, bytes);
  const [bell] = line.bells;
  const at = (Math.round((bell.at * 1000) / 24) + 1) * 96;
  assert.deepEqual(track.subarray(at, at + 96), bytes.get(bell.clip)?.subarray(0, 96));
  assert.deepEqual(track.subarray(at - 96, at), bytes.get('bed')?.subarray(((at / 96 - 2) % 400) * 96).subarray(0, 96));
});

test('without bells or voice their clips are not asked for', () => {
  const clips = (/** @type {any} */ over) => plan(build(score, usual(score, over))).parts.map((part) => part.clip);
  assert.deepEqual(clips({ bells: 'off' }), []);
  assert.ok(clips({ bells: 'off', voice: true }).every((clip) => !clip.startsWith('bell-')));
});

test('a class waits on the bed: everything moves by the same number of seconds', () => {
  const [plain, late] = [plan(line), plan(line, 60)];
  assert.deepEqual(late.parts.map((part) => part.start), plain.parts.map((part) => part.start + 2500));
});

test('a sentence that could not be had leaves the bed, and nothing else moves', () => {
  const some = new Map(bytes);
  const cue = line.cues[3].clip;
  some.delete(cue);
  assert.equal(splice(plan(line), sound, some).length, splice(plan(line), sound, bytes).length);
});

test('for the same routine Python and JavaScript make the same bytes', () => {
  const clips = new Map(Object.entries(given.clips ?? {}).map(([name, text]) => [name, new Uint8Array(Buffer.from(/** @type {string} */ (text), 'base64'))]));
  assert.ok(given.tracks.length > 3);
  for (const { choice, sha256 } of given.tracks) {
    const track = splice(plan(build(score, usual(score, choice))), score.sound, clips);
    assert.equal(createHash('sha256').update(track).digest('hex'), sha256, JSON.stringify(choice));
  }
});
