// A session's sound, mixed from what is at hand: the bells first, and the words join them. Loaded only when one is needed.

import { clips, take, takeAll } from './bank.js';
import { sweep, ways } from './mix.js';
import { plan } from './splice.js';

/** @import { Score } from './timeline.js' */
/** @import { Port } from './rescue.js' */

/** Words that are here within this time begin with the bells; the others join them. Milliseconds. */
const GRACE = 1500;
/** How often words that have come may join, and how often what is missing is asked for again: at first, and at most. */
const JOINS = 5000;
const ASKS = [2000, 60_000];
/** The lock test of macros/soundtrack.py: a bell at two moments, and its length, in seconds. */
const LOCK = { bell: 'bell-settled-clear', at: [3, 20], seconds: 26 };
const FRAMES = 1000 / 24;

const sleep = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));

/** The same bell on the other bowl. @param {string} clip */
const other = (clip) => clip.replace(/^(bell-.*-)(soft|clear)$/, (_, bell, bowl) => bell + (bowl === 'soft' ? 'clear' : 'soft'));

/** Until it is worth asking the network again. @param {number} time */
function rest(time) {
  return new Promise((done) => {
    setTimeout(done, time);
    addEventListener('online', done, { once: true });
  });
}

/**
 * @param {Port} port
 * @param {boolean} [bare] words alone will do: everything else has been tried
 * @returns {Promise<boolean>} whether there is a sound, and nothing left to be wished
 */
export async function perform(port, bare = false) {
  const { score, line, wanted } = port;
  const rings = line.choice.bells === 'off' ? [] : line.bells.filter((bell) => bell.at + bell.seconds > port.at());
  const words = line.choice.voice ? line.cues.filter((cue) => cue.at + cue.seconds > port.at()) : [];
  if (!bare) {
    await takeAll(score, [...rings.map((bell) => bell.clip), 'bed'], wanted);
    for (const { clip } of rings) if (!clips.has(clip)) await take(score, other(clip));
    await Promise.race([takeAll(score, lacking(port), wanted), sleep(GRACE)]);
  }
  if (!wanted()) return false;
  const rung = rings.some(({ clip }) => clips.has(clip) || clips.has(other(clip)));
  const spoken = words.some(({ clip }) => clips.has(clip));
  if (bare ? !spoken : rings.length ? !rung : words.length && !spoken) return false;
  return (await play(port)) && complete(port, takeAll(score, lacking(port), wanted));
}

/** What should sound from here on and is not at hand. @param {Port} port */
function lacking({ line, at }) {
  const { bells, voice } = line.choice;
  const rung = bells === 'off' ? [] : line.bells.filter(({ clip }) => !clips.has(other(clip)));
  return [...rung, ...(voice ? line.cues : [])].filter((one) => one.at > at() && !clips.has(one.clip)).map((one) => one.clip);
}

/**
 * Words that come later join the bells.
 * @param {Port} port
 * @param {Promise<void>} coming
 * @returns {Promise<boolean>} false when the sound was lost over it
 */
async function complete(port, coming) {
  const { score, wanted } = port;
  let [time, most] = ASKS;
  for (let whole = false; wanted() && !whole; ) {
    const settled = await Promise.race([coming.then(() => true), sleep(JOINS)]);
    if (!wanted()) return true;
    if (!port.playing()) return false;
    whole = !lacking(port).length;
    // An element that goes on to another sound while nobody looks may be refused it: the bells are worth more than the words.
    if (document.hidden || !between(port)) {
      whole = false;
      await sleep(1000);
    } else if (!(await play(port))) return false;
    if (settled && lacking(port).length) {
      await rest(time);
      time = Math.min(time * 2, most);
      coming = takeAll(score, lacking(port), wanted);
    }
  }
  return true;
}

/** Whether neither a bell nor a word sounds now or in a moment. @param {Port} port */
function between({ line, at }) {
  const now = at();
  return ![...line.bells, ...line.cues].some((one) => now > one.at - 2 && now < one.at + one.seconds);
}

/**
 * Mix what is here and play it, unless it is what plays already.
 * @param {Port} port
 */
async function play(port) {
  const { score, line, wanted } = port;
  const to = port.at();
  const lead = to < 0 ? Math.ceil(-to) + 1 : 0;
  const row = plan(line, lead);
  const parts = row.parts.map(({ clip, start }) => ({ clip: clips.has(clip) ? clip : other(clip), start })).filter(({ clip }) => clips.has(clip));
  const why = line.cues.some((cue) => line.choice.voice && cue.at > to && !clips.has(cue.clip)) ? 'unvoiced' : '';
  const holds = `${lead > 0} ${parts.map(({ clip }) => clip)}`;
  if (port.playing()?.holds === holds) {
    port.say(why);
    return true;
  }
  for (const way of ways(score, { ...row, parts }, clips)) {
    const url = await way().catch(() => '');
    if (!wanted()) return false;
    if (url && (await port.open({ url, lead, why, holds }))) return true;
  }
  return false;
}

/**
 * An address for what is tried before a session, when the published file could not be had.
 * @param {Score} score
 * @param {string} clip
 */
export async function rehearse(score, clip) {
  const bell = clip.startsWith('bell-') ? clip : LOCK.bell;
  const [at, seconds] = bell === clip ? [[0], 6] : [LOCK.at, LOCK.seconds];
  await takeAll(score, [bell, other(bell), 'bed'], () => true);
  const heard = [bell, other(bell)].find((name) => clips.has(name));
  if (!heard) return '';
  const row = { frames: Math.ceil(seconds * FRAMES), parts: at.map((one) => ({ clip: heard, start: Math.round(one * FRAMES) })) };
  return ways(score, row, clips)[1]();
}

/** Nothing of ours stays behind a session. */
export const strike = () => sweep();
