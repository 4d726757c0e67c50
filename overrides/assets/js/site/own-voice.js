// A teacher's voice file in the timer: opened by picking it, kept on this device, and taken back. Her words stand in for ours in the
// bank of clips, so the sound is joined from them; a line that she has not said is said by our voice, for whoever lies with closed eyes.
// Comes when a file is picked, or with the first touch where one is kept.

import { clips } from '../timer/bank.js';
import { MOST_BYTES, Unusable, readLegs } from '../timer/legs-file.js';
import { VOICE, note } from '../timer/store.js';
import { filled } from '../timer/spoken.js';

/** @import { PracticeTimer } from '../timer/timer.js' */

/** The site's root: this module lies three folders below it, in assets/js/site/. */
const ROOT = new URL('../../../', import.meta.url);
const SHELF = `legs-up:${ROOT.pathname}:voice`;
const FILE = new URL('voice.legs', ROOT).href;

/** @type {string[]} clips of the voice that stands in now */
let lent = [];

/**
 * @param {HTMLElement} box
 * @param {PracticeTimer} timer
 */
export function ownVoice(box, timer) {
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(`[data-own="${name}"]`));
  const words = JSON.parse(timer.one('.timer__own-words').textContent ?? '');
  const field = /** @type {HTMLInputElement} */ (one('pick'));
  const drop = one('drop');
  const tell = (/** @type {string} */ key, name = '') => (one('said').textContent = key && filled(words[key], { name }));

  /** The voice in the bank is another one: so is the sound of a session that runs. @param {Map<string, Uint8Array>} own */
  const lend = (own) => {
    for (const name of lent) clips.delete(name);
    lent = [...own.keys()];
    for (const [name, frames] of own) clips.set(name, frames);
    const { score, session } = timer;
    score.sound.own = own.size ? `${Date.now()}` : '';
    if (session.score) session.score.sound.own = score.sound.own;
    if (session.asked) session.change(session.asked);
    drop.hidden = !own.size;
  };

  /** @param {File} file */
  const open = async (file) => {
    if (file.size > MOST_BYTES) throw new Unusable('large');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { name, clips: own } = readLegs(bytes, timer.score.slots);
    lend(own);
    timer.choice.adopt({ ...timer.choice.now, voice: true });
    const kept = await keep(bytes, name || words.someone);
    tell(kept ? 'speaks' : 'unkept', name || words.someone);
  };

  const pick = async () => {
    const [file] = field.files ?? [];
    if (!file) return;
    // What cannot be read at all is no voice file either; what speaks already goes on.
    await open(file).catch((error) => tell(error instanceof Unusable ? error.fault : 'alien'));
    field.value = ''; // the same file may be picked once more
  };
  field.addEventListener('change', () => void pick());
  drop.addEventListener('click', () => {
    lend(new Map());
    void forget();
    tell('dropped');
    field.focus();
  });

  const remember = async () => {
    if (!note('localStorage', VOICE)) return;
    try {
      const held = await (await caches.open(SHELF)).match(FILE);
      const { name, clips: own } = readLegs(new Uint8Array(await /** @type {Response} */ (held).arrayBuffer()), timer.score.slots);
      lend(own);
      tell('speaks', name || words.someone);
    } catch {
      void forget(); // what is gone, or no longer ours, is not promised again
    }
  };
  // What was picked while this was on its way.
  if (field.files?.length) void pick();
  else void remember();
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} name @returns {Promise<boolean>} whether the device keeps it */
async function keep(bytes, name) {
  try {
    await (await caches.open(SHELF)).put(FILE, new Response(bytes));
    return note('localStorage', VOICE, name) === name;
  } catch {
    void forget(); // an older voice must not come back in place of this one
    return false;
  }
}

async function forget() {
  note('localStorage', VOICE, null);
  await globalThis.caches?.delete(SHELF).catch(() => false);
}
