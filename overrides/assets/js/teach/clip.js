// From a teacher's recording to a clip of the site: read, cut to its words, leveled, encoded. All of it on this device; the encoder
// comes when it is needed, and only here. tools/sound/ does the same to the site's own recordings.

import { db, leveled, LOUDNESS } from './loudness.js';
import { BYTES, areFrames } from '../timer/legs-file.js';
import { MS } from '../timer/splice.js';

/** The one format of the site: macros/sound/mpeg.py. */
export const RATE = 24_000;
const KBITS = 32;
const SAMPLES = (RATE * MS) / 1000;
/** Frames before and after a sound that are encoded and thrown away: neighbors overlap. */
const WARM_UP = 8;
/** Where the words begin and end, in dBFS at the clip's final level. */
const EDGE = -44;
/** The room under the words, in dBFS: as loud as the room tone of the site. */
const ROOM = -60;
/** How much is encoded before the page gets a moment. Samples. */
const GULP = 40 * SAMPLES;

/**
 * A recording of any kind that this browser reads, as mono at the site's rate.
 * @param {Blob} file
 * @returns {Promise<Float32Array>}
 */
export async function decoded(file) {
  const context = new OfflineAudioContext(1, RATE, RATE);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  const out = new Float32Array(sound.length);
  for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
    sound.getChannelData(channel).forEach((x, n) => (out[n] += x / sound.numberOfChannels));
  }
  return out;
}

/** The first sample around which 5 ms are louder than EDGE; the end if none is. @param {Float32Array} sound @param {boolean} [back] from the end */
function onset(sound, back) {
  const width = RATE / 200;
  const bar = db(EDGE) ** 2 * width;
  const at = (/** @type {number} */ n) => sound[back ? sound.length - 1 - n : n] ?? 0;
  let power = 0;
  for (let n = 0; n < sound.length; n += 1) {
    power += at(n) ** 2 - at(n - width) ** 2;
    if (power > bar) return n;
  }
  return sound.length;
}

/**
 * At its level, from its first word to its last, with soft edges and three quiet frames at its end.
 * @param {Float32Array} sound
 * @param {number} [wanted] LUFS
 * @returns {Float32Array} whole frames; empty where nothing is said
 */
export function finished(sound, wanted = LOUDNESS) {
  const level = leveled(sound, RATE, wanted);
  const start = Math.max(0, onset(level) - RATE / 160);
  const end = Math.min(level.length, level.length - onset(level, true) + RATE / 20);
  if (end - start < RATE / 10) return new Float32Array();
  const out = new Float32Array((Math.ceil((end - start) / SAMPLES) + 3) * SAMPLES);
  out.set(level.subarray(start, end));
  const fade = (/** @type {number} */ n, /** @type {number} */ count) => (n < count ? 0.5 - 0.5 * Math.cos((Math.PI * n) / count) : 1);
  for (let n = 0; n < end - start; n += 1) out[n] *= fade(n, RATE / 200) * fade(end - start - 1 - n, 0.06 * RATE);
  return out;
}

/** How long a finished clip lasts, in seconds. @param {Float32Array} sound */
export const lasting = (sound) => sound.length / RATE;

/** A sound on a quiet room, as the encoder wants it, with what it needs to warm up around it. @param {Float32Array} sound */
function onRoom(sound) {
  const edge = WARM_UP * SAMPLES;
  let [low, seed] = [0, 24];
  return Int16Array.from({ length: sound.length + 2 * edge }, (_, n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    low += (seed / 2 ** 31 - low) / 12; // most of a room's sound is low
    return Math.max(-1, Math.min(1, (sound[n - edge] ?? 0) + low * 8 * db(ROOM))) * 32767;
  });
}

/**
 * Frames that can stand anywhere in a track of the site.
 * @param {Float32Array} sound as finished() gives it
 * @returns {Promise<Uint8Array>}
 */
export async function encoded(sound) {
  // By its name, and not as a module of ours: it is large, and no page keeps it (macros/publishing/offline.py).
  const { Mp3Encoder } = await import(new URL('../../lame/lamejs-1.2.7.js', import.meta.url).href);
  const encoder = new Mp3Encoder(1, RATE, KBITS);
  const samples = onRoom(sound);
  const parts = [];
  for (let at = 0; at < samples.length; at += GULP) {
    parts.push(new Uint8Array(encoder.encodeBuffer(samples.subarray(at, at + GULP))));
    await new Promise((done) => setTimeout(done));
  }
  parts.push(new Uint8Array(encoder.flush()));
  const all = new Uint8Array(await new Blob(parts).arrayBuffer());
  const frames = all.slice(WARM_UP * BYTES, WARM_UP * BYTES + (sound.length / SAMPLES) * BYTES);
  if (!areFrames(frames)) throw new Error('encoder');
  return frames;
}
