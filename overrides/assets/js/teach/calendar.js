// A calendar file for the session that is chosen, at the reader's own time. The same lines as macros/publishing/calendar.py; a
// test compares them. Times float: "at eight, here". As dates they are kept in UTC, where no hour is missing or comes twice.

/**
 * @typedef {object} Entry What a calendar shows.
 * @property {string} path of the session inside the site, without a time
 * @property {string} title
 * @property {string} about
 * @property {string} url
 * @property {Date} start a floating time
 * @property {number} seconds
 * @property {boolean} daily every day from then on; else once, as a class is
 * @property {string} remind
 */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** @param {Date} date @returns {string} "20261122T200000" */
const stamp = (date) => date.toISOString().slice(0, 19).replace(/[-:]/g, '');

/**
 * The first time the clock says `time` that does not lie in the past. A class that goes on still counts.
 * @param {string} time HH:MM
 * @param {Date} now
 * @param {number} [seconds] how long it may have been going on
 */
export function nextTime(time, now, seconds = 0) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const here = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours(), now.getMinutes(), now.getSeconds());
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), hours, minutes);
  const days = [-1, 0, 1].find((day) => today + day * DAY + seconds * 1000 > here) ?? 1;
  return new Date(today + days * DAY);
}

/**
 * Lines of at most 75 bytes; no letter is cut in two.
 * @param {string} line
 */
function folded(line) {
  const pieces = [''];
  let size = 0;
  for (const letter of line) {
    const width = new TextEncoder().encode(letter).length;
    if (size + width > 75) {
      pieces.push(' ');
      size = 1;
    }
    pieces[pieces.length - 1] += letter;
    size += width;
  }
  return pieces.join('\r\n');
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/**
 * @param {Entry} entry
 * @param {Date} made
 */
export function calendarText({ path, title, about, url, start, seconds, daily, remind }, made) {
  const [, host] = url.split('/').filter(Boolean);
  const slug = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const time = stamp(start).slice(9, 13);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Legs Up the Wall//Session//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    // Two entries are one when they are the same session at the same time, and only then does one take the other's place.
    `UID:${slug}-${daily ? 'daily-' : stamp(start).slice(0, 9).toLowerCase()}${time}@${host}`,
    `DTSTAMP:${stamp(made)}Z`,
    // A daily practice that begins on a later day is a later version of itself.
    `SEQUENCE:${daily ? Math.floor(start.getTime() / DAY) : 0}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(new Date(start.getTime() + Math.ceil(seconds / 60) * MINUTE))}`,
    ...(daily ? ['RRULE:FREQ=DAILY'] : []),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${about}\n${url}`)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(remind)}`,
    'TRIGGER:-PT5M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/**
 * A name that says the session: "legs-up-the-wall-timer-10-for-sleep.ics".
 * @param {string} path
 */
export const fileName = (path) => `legs-up-the-wall-${path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}.ics`;

/**
 * Hands a file to the reader.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
