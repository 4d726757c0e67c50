// A session's sound, mixed from what is at hand: the bells first, and the words join them. Loaded only when one is needed.

import { clips, take, takeAll } from './bank.js';
import { sweep, ways } from './mix.js';
import { lull } from './sound.js';
import { heard, plan } from './splice.js';

/** @import { Score } from './timeline.js' */
/** @import { Port } from './rescue.js' */

/** Words that are here within this time begin with the bells; the others join them. Milliseconds. */
const GRACE = 1500;
/** How often words that have come may join, and how often what is missing is asked for again: at first, and at most. */
const JOINS = 5000;
const ASKS = [2000, 60_000];
/** The lock test of macros/sound/soundtrack.py: a bell at two moments, and its length, in seconds. */
const LOCK = { bell: 'bell-settled-clear', at: [3, 20], seconds: 26 };
const FRAMES = 1000 / 24;

/** @param {string} clip */
const bell = (clip) => clip.startsWith('bell-');

const sleep = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));

/** The same bell on the other bowl. @param {string} clip */
const other = (clip) => clip.replace(/^(bell-.*-)(soft|clear|quiet)$/, (_, bell, bowl) => bell + (bowl === 'soft' ? 'clear' : 'soft'));

/**
 * @param {Port} port
 * @param {boolean} [bare] words alone will do: everything else has been tried
 * @returns {Promise<boolean>} whether there is a sound, and nothing left to be wished
 */
export async function perform(port, bare = false) {
  const { score, line, wanted } = port;
  const whole = heard(line, score);
  const sounds = whole.filter((one) => one.at + one.seconds > port.at());
  const rings = sounds.filter(({ clip }) => bell(clip));
  const words = sounds.filter(({ clip }) => !bell(clip));
  if (!bare) {
    // Also those that have rung: somebody may go back.
    const bells = whole.map(({ clip }) => clip).filter(bell);
    await takeAll(score, [...bells, 'bed'], wanted);
    for (const clip of bells) if (!clips.has(clip)) await take(score, other(clip));
    await Promise.race([takeAll(score, lacking(port), wanted), sleep(GRACE)]);
  }
  if (!wanted()) return false;
  const rung = rings.some(({ clip }) => clips.has(clip) || clips.has(other(clip)));
  const spoken = words.some(({ clip }) => clips.has(clip));
  if (bare ? !spoken : rings.length ? !rung : words.length && !spoken) return false;
  return (await play(port)) && complete(port, takeAll(score, lacking(port), wanted));
}

/** What should sound from here on and is not at hand. @param {Port} port */
function lacking({ score, line, at }) {
  return heard(line, score)
    .filter(({ clip, at: when }) => when > at() && !clips.has(clip) && !(bell(clip) && clips.has(other(clip))))
    .map(({ clip }) => clip);
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
      await lull(time);
      time = Math.min(time * 2, most);
      coming = takeAll(score, lacking(port), wanted);
    }
  }
  return true;
}

/** Whether neither a bell nor a word sounds now or in a moment. @param {Port} port */
function between({ score, line, at }) {
  const now = at();
  return !heard(line, score).some((one) => now > one.at - 2 && now < one.at + one.seconds);
}

/**
 * Mix what is here and play it, unless it is what plays already.
 * @param {Port} port
 */
async function play(port) {
  const { score, line, wanted } = port;
  const to = port.at();
  const lead = to < 0 ? Math.ceil(-to) + 1 : 0;
  const row = plan(line, score, lead);
  const parts = row.parts.map(({ clip, start }) => ({ clip: clips.has(clip) ? clip : other(clip), start })).filter(({ clip }) => clips.has(clip));
  const why = line.cues.some((cue) => line.choice.voice && cue.at > to && !clips.has(cue.clip)) ? 'unvoiced' : '';
  const holds = `${lead > 0} ${score.sound.own ?? ''} ${parts.map(({ clip }) => clip)}`;
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
  const rung = bell(clip) ? clip : LOCK.bell;
  const [at, seconds] = rung === clip ? [[0], 6] : [LOCK.at, LOCK.seconds];
  await takeAll(score, [rung, other(rung), 'bed'], () => true);
  const found = [rung, other(rung)].find((name) => clips.has(name));
  if (!found) return '';
  const row = { frames: Math.ceil(seconds * FRAMES), fade: 0, parts: at.map((one) => ({ clip: found, start: Math.round(one * FRAMES) })) };
  return ways(score, row, clips)[1]();
}

/** Nothing of ours stays behind a session. */
export const strike = () => sweep();
