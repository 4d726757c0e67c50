// A score and a choice become a session, second by second. Pure: no page, no clock, no sound.
// The times come from macros/routines.py through the score; only the settling time is moved here.

/**
 * @typedef {object} Choice What someone wants to hear and for how long.
 * @property {number} minutes with the legs up
 * @property {string} purpose
 * @property {string} version
 * @property {number} settle seconds to get in
 * @property {'soft' | 'clear' | 'off'} bells
 * @property {boolean} voice
 * @property {string} start HH:MM for a class that begins together, or ''
 * @property {'bell' | 'stay'} end a bell after sitting up, or lying on to sleep
 *
 * @typedef {object} Sound
 * @property {string} base
 * @property {number} frame bytes in a frame
 * @property {number} bed frames in the bed
 * @property {string} bank changes with any clip, so that addresses may be kept forever
 * @property {Record<string, string>} tracks what is published, with the version of each
 *
 * @typedef {object} Score What a page knows of every routine: written by macros/score.py.
 * @property {{minutes: number, purpose: string, version: string}} choice
 * @property {number} least
 * @property {number} most
 * @property {number[]} published
 * @property {number[]} settle usual, least, most
 * @property {{id: string, name: string, does: string}[]} phases
 * @property {{id: string, at: number, strokes: number, seconds: number}[]} bells
 * @property {{id: string, seconds: number, text: string, words?: Record<string, string>}[]} slots
 * @property {number[][][]} lengths for each phase, from the shortest session on (the last holds for all longer ones): its seconds, then its slots, each followed by its second in it
 * @property {Record<string, {name: string, breath: number[], bells: 'soft' | 'clear', version: string, stay?: string[]}>} purposes `stay`: the versions that end lying down
 * @property {Record<string, {name: string}>} versions
 * @property {Sound} sound
 *
 * @typedef {{id: string, name: string, does: string, start: number, end: number}} Phase
 * @typedef {{slot: string, clip: string, text: string, at: number, seconds: number}} Cue
 * @typedef {{id: string, clip: string, at: number, strokes: number, seconds: number}} Bell
 *
 * @typedef {object} Timeline A whole session.
 * @property {Choice} choice
 * @property {Phase[]} phases
 * @property {Cue[]} cues
 * @property {Bell[]} bells
 * @property {number} total from the first second of settling to the end of coming out
 * @property {number[]} parts where settling, the legs-up time and coming out end
 */

/** How long words stay to be read after they were said, in seconds. */
const LINGER = 24;

/**
 * @param {Score} score
 * @param {Choice} choice
 * @returns {Timeline}
 */
export function build(score, choice) {
  const { minutes, purpose, version, settle } = choice;
  const row = score.lengths.map((column) => column[Math.min(minutes - score.least, column.length - 1)]);
  const timbre = choice.bells === 'off' ? score.purposes[purpose].bells : choice.bells;
  let end = 0;
  const phases = score.phases.map((phase, i) => {
    const start = end;
    end += i ? row[i][0] : settle;
    return { ...phase, start, end };
  });
  /** @type {Cue[]} */
  const cues = [];
  phases.forEach(({ start }, i) => {
    for (let n = 1; n < row[i].length; n += 2) {
      const { id, seconds, text, words = {} } = score.slots[row[i][n]];
      const at = start + row[i][n + 1];
      // Getting in is taught at the same moments always: a shorter time keeps the words that fit.
      if (!i && at + seconds > settle) continue;
      const key = [version, purpose].find((k) => words[k]);
      cues.push({ slot: id, clip: key ? `${id}.${key}` : id, text: key ? words[key] : text, at, seconds });
    }
  });
  const bells = score.bells.map((bell) => ({ ...bell, clip: `bell-${bell.id}-${timbre}`, at: bell.at < phases.length ? phases[bell.at].start : end }));
  return { choice, phases: phases.filter((phase) => phase.end > phase.start), cues, bells, total: end, parts: [settle, phases[phases.length - 1].start, end] };
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
