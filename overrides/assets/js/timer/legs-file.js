// A voice file (`.legs`): what a teacher has said, to be opened by any phone in the timer. Pure; written on /teach/, read here.
//
// "LEGS", the version (one byte), three bytes of nothing, the length of the list (four bytes, the lowest first), the list as JSON, and
// then the frames of each recording, in the order of the list. It holds sound and words, and nothing that runs.

import { MS } from './splice.js';

/** @import { Slot } from './timeline.js' */
/** @typedef {{ id: string, words: string, frames: Uint8Array }} Said one line: the name of its clip, its words, and its sound */
/** @typedef {'alien' | 'newer' | 'large' | 'cut' | 'long' | 'other'} Fault a key of the page's sentences */

export const MOST_BYTES = 8_000_000;
const MAGIC = [0x4c, 0x45, 0x47, 0x53];
const VERSION = 1;
const HEAD = 12;
/** Bytes of a frame in the one format of the site, and how each begins: macros/sound/mpeg.py. */
export const BYTES = 96;
const HEADER = [0xff, 0xf3, 0x44, 0xc4];
const NAME = 40;

/** A voice file that cannot be used. */
export class Unusable extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault);
    this.fault = fault;
  }
}

/** Whether these are whole frames of the site's format, each standing on its own. @param {Uint8Array} bytes */
export function areFrames(bytes) {
  if (!bytes.length || bytes.length % BYTES) return false;
  for (let at = 0; at < bytes.length; at += BYTES) {
    if (HEADER.some((byte, n) => bytes[at + n] !== byte) || bytes[at + 4]) return false;
  }
  return true;
}

/** A name as it is shown: one line, and not a long one. @param {unknown} name */
export const nameOf = (name) => `${name ?? ''}`.replace(/\s+/g, ' ').trim().slice(0, NAME);

/**
 * @param {string} name whose voice it is
 * @param {Said[]} lines
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function writeLegs(name, lines) {
  const list = { name: nameOf(name), lines: lines.map(({ id, words, frames }) => ({ id, words, bytes: frames.length })) };
  const told = new TextEncoder().encode(JSON.stringify(list));
  const out = new Uint8Array(HEAD + told.length + lines.reduce((sum, { frames }) => sum + frames.length, 0));
  out.set([...MAGIC, VERSION]);
  new DataView(out.buffer).setUint32(8, told.length, true);
  out.set(told, HEAD);
  let at = HEAD + told.length;
  for (const { frames } of lines) {
    out.set(frames, at);
    at += frames.length;
  }
  return out;
}

/**
 * What a file says, as far as it says our lines: one whose words have changed since is left to the site's voice.
 * @param {Uint8Array} bytes
 * @param {Pick<Slot, 'id' | 'seconds' | 'text' | 'words'>[]} slots
 * @returns {{ name: string, clips: Map<string, Uint8Array> }}
 * @throws {Unusable} for anything but a whole voice file with at least one line of ours
 */
export function readLegs(bytes, slots) {
  if (bytes.length > MOST_BYTES) throw new Unusable('large');
  if (bytes.length < HEAD || MAGIC.some((byte, n) => bytes[n] !== byte)) throw new Unusable('alien');
  if (bytes[4] !== VERSION) throw new Unusable('newer');
  const { name, lines, at: start } = listOf(bytes);
  /** @type {Map<string, Uint8Array>} */
  const clips = new Map();
  let at = start;
  for (const { id, words, bytes: length } of lines) {
    const frames = bytes.slice(at, (at += length));
    if (!areFrames(frames)) throw new Unusable('cut');
    const [own, ...key] = id.split('.');
    const slot = slots.find((one) => one.id === own);
    if (!slot || words !== (key.length ? slot.words?.[key.join('.')] : slot.text)) continue;
    if ((frames.length / BYTES) * MS > slot.seconds * 1000) throw new Unusable('long');
    clips.set(id, frames);
  }
  if (!clips.size) throw new Unusable('other');
  return { name, clips };
}

/**
 * The list at the head of a file, checked against the file's length.
 * @param {Uint8Array} bytes
 * @returns {{ name: string, lines: { id: string, words: string, bytes: number }[], at: number }} `at`: where the sound begins
 */
function listOf(bytes) {
  const at = HEAD + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  try {
    const { name, lines } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(HEAD, at)));
    const fine = lines.every((/** @type {any} */ one) => typeof one.id === 'string' && typeof one.words === 'string' && Number.isInteger(one.bytes) && one.bytes > 0);
    const sum = lines.reduce((/** @type {number} */ so, /** @type {any} */ one) => so + one.bytes, at);
    if (fine && sum === bytes.length) return { name: nameOf(name), lines, at };
  } catch {
    // What cannot be read is as good as cut.
  }
  throw new Unusable('cut');
}
