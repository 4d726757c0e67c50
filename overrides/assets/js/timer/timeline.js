// A score and a choice become a session, second by second. Pure: no page, no clock, no sound.
// The times come from macros/routines.py through the score; only the settling time is moved here.

/**
 * @typedef {object} Choice What someone wants to hear and for how long.
 * @property {number} minutes with the legs up
 * @property {string} purpose
 * @property {string} version
 * @property {number} settle seconds to get in
 * @property {'soft' | 'clear' | 'quiet' | 'off'} bells
 * @property {boolean} voice
 * @property {string} start HH:MM for a class that begins together, or ''
 * @property {'bell' | 'stay'} end sitting up to a bell, or staying where one lies
 * @property {boolean} [strokes] without the voice, soft strokes where it would speak of tingling feet (usually on)
 * @property {boolean} [breath] the sound of a breath while breathing (usually off)
 *
 * @typedef {object} Sound
 * @property {string} base
 * @property {number} frame bytes in a frame
 * @property {number} bed frames in the bed
 * @property {string} bank changes with any clip, so that addresses may be kept forever
 * @property {Record<string, string>} tracks what is published, with the version of each
 * @property {string} [own] changes with the voice that stands in for ours; '' where none does (site/own-voice.js)
 *
 * @typedef {object} Slot
 * @property {string} id
 * @property {number} seconds
 * @property {string} text
 * @property {Record<string, string>} [words] for a version, a purpose, both ('sleep.bed'), or a session without bells ('silent')
 * @property {string} figure its drawing
 * @property {Record<string, string>} [figures] the drawing for a version
 * @property {'bell' | 'stay'} [only] said at this end only
 * @property {boolean} [sign] a soft stroke stands in for it when nobody speaks
 * @property {boolean} [repeats] comes back while resting
 *
 * @typedef {object} Score What a page knows of every routine: written by macros/score.py.
 * @property {{minutes: number, purpose: string, version: string}} choice
 * @property {number} least
 * @property {number} most
 * @property {number[]} published
 * @property {number[]} settle usual, least, most
 * @property {{id: string, name: string, does: string}[]} phases
 * @property {{id: string, at: number, strokes: number, seconds: number}[]} bells
 * @property {Slot[]} slots
 * @property {{seconds: number, every: number}} sign the soft stroke: how long it rings, and the longest wait for one
 * @property {{seconds: number, fade: number, does: string}} stay coming out for those who stay lying down
 * @property {number[]} check seconds between words about tingling feet while resting: at least, at most
 * @property {number[][][]} lengths for each phase, from the shortest session on (the last holds for all longer ones): its seconds, then its slots, each followed by its second in it
 * @property {Record<string, {name: string, breath: number[], bells: 'soft' | 'clear' | 'quiet', version: string, stay?: string[]}>} purposes
 * @property {Record<string, {name: string}>} versions
 * @property {Sound} sound
 *
 * @typedef {{id: string, name: string, does: string, start: number, end: number}} Phase
 * @typedef {{slot: string, clip: string, text: string, at: number, seconds: number, figure: string, sign?: boolean}} Cue
 * @typedef {{id: string, clip: string, at: number, strokes: number, seconds: number}} Bell
 *
 * @typedef {object} Timeline A whole session.
 * @property {Choice} choice
 * @property {Phase[]} phases
 * @property {Cue[]} cues
 * @property {Bell[]} bells
 * @property {number} total from the first second of settling to the end of coming out
 * @property {number[]} parts where settling, the legs-up time and coming out end
 * @property {number[]} [signs] when a soft stroke rings for those without the voice, where a longer rest has moved them (strokes.js)
 * @property {number} fade how long the room tone takes to die away at the end
 * @property {number} more minutes that were added along the way
 */

/** How long words stay to be read after they were said, in seconds. */
const LINGER = 24;

/**
 * @param {Score} score
 * @param {Choice} choice
 * @returns {Timeline}
 */
export function build(score, choice) {
  const { minutes, settle } = choice;
  const stay = choice.end === 'stay';
  const row = score.lengths.map((column) => column[Math.min(minutes - score.least, column.length - 1)]);
  const last = score.phases.length - 1;
  let end = 0;
  const phases = score.phases.map((phase, i) => {
    const start = end;
    end += i ? (stay && i === last ? score.stay.seconds : row[i][0]) : settle;
    return { ...phase, ...(stay && i === last && { does: score.stay.does }), start, end };
  });
  /** @type {Cue[]} */
  const cues = [];
  phases.forEach(({ start }, i) => {
    for (let n = 1; n < row[i].length; n += 2) {
      const slot = score.slots[row[i][n]];
      // Getting in is taught at the same moments always: a shorter time keeps the words that fit.
      if ((!i && row[i][n + 1] + slot.seconds > settle) || (slot.only && slot.only !== (stay ? 'stay' : 'bell'))) continue;
      cues.push(say(slot, choice, start + row[i][n + 1]));
    }
  });
  const timbre = choice.bells === 'off' ? score.purposes[choice.purpose].bells : choice.bells;
  const bells = score.bells
    .filter((bell) => !stay || bell.at < phases.length)
    .map((bell) => ({ ...bell, clip: `bell-${bell.id}-${timbre}`, at: bell.at < phases.length ? phases[bell.at].start : end }));
  const parts = [settle, phases[last].start, end];
  return {
    choice,
    phases: phases.filter((phase) => phase.end > phase.start),
    cues,
    bells,
    total: end,
    parts,
    fade: stay ? score.stay.fade : 0,
    more: 0,
  };
}

/**
 * @param {Slot} slot
 * @param {Choice} choice
 * @param {number} at
 * @returns {Cue}
 */
export function say({ id, seconds, text, words = {}, figure, figures = {}, sign = false }, { purpose, version, bells }, at) {
  const key = [`${purpose}.${version}`, bells === 'off' ? 'silent' : '', version, purpose].find((k) => words[k]);
  return { slot: id, clip: key ? `${id}.${key}` : id, text: key ? words[key] : text, at, seconds, figure: figures[version] ?? figure, sign };
}

/**
 * Where a session stands at a moment.
 * @param {Timeline} line
 * @param {number} at seconds from the start; less than nothing while a class gathers
 */
export function place(line, at) {
  const { phases, parts, cues, total } = line;
  const index = phases.findIndex((phase) => at < phase.end);
  const phase = phases[index < 0 ? phases.length - 1 : index];
  const part = Math.max(parts.findIndex((end) => at < end), at >= total ? 2 : 0);
  const cue = cues.findLast((one) => one.at <= at && one.at >= phase.start && at < one.at + one.seconds + LINGER);
  return {
    /** Which phase; as many as there are once it is over. */
    index: index < 0 ? phases.length : index,
    phase,
    /** 0 settling, 1 legs up, 2 coming out */
    part,
    /** Seconds left of this part, or until a class begins. */
    left: at < 0 ? -at : Math.max(0, parts[part] - at),
    text: cue ? cue.text : phase.does,
  };
}

/** The class is joined from so long before it begins; earlier, the page says when that is. */
export const SOON = 90 * 60_000;
const HOUR = 3_600_000;

/**
 * When a class that begins at a time of day began or will begin, in milliseconds. Nothing if it was over only just now.
 * @param {string} start HH:MM
 * @param {number} now milliseconds
 * @param {number} total seconds of the session
 */
export function classStart(start, now, total) {
  const [hours, minutes] = start.split(':').map(Number);
  const begins = [-1, 0, 1].flatMap((days) => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    const first = day.setHours(hours, minutes, 0, 0);
    // In autumn an hour comes twice.
    const again = new Date(first + HOUR);
    return again.getHours() === hours && again.getMinutes() === minutes ? [first, first + HOUR] : [first];
  });
  const ends = (/** @type {number} */ begin) => begin + total * 1000;
  const last = begins.findLast((begin) => begin <= now) ?? 0;
  if (now < ends(last)) return last;
  const next = begins.find((begin) => begin > now) ?? 0;
  return next - now > SOON && now - ends(last) < 3 * HOUR ? 0 : next;
}
