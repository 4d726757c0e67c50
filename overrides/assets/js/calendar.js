// A calendar file for the reader's own time. The file itself is written at build time (macros/publishing/calendar.py);
// here only its times and its address change.

/** @param {number} number */
const two = (number) => `${number}`.padStart(2, '0');

/** @param {Date} date local time, as a calendar writes it without a zone */
const stamp = (date) =>
  `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}T${two(date.getHours())}${two(date.getMinutes())}00`;

/**
 * The next time the clock says `time`.
 * @param {string} time HH:MM
 * @param {Date} now
 */
export function nextTime(time, now) {
  const [hours, minutes] = time.split(':').map(Number);
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hours, minutes);
  if (next <= now) next.setDate(next.getDate() + 1);
  return next;
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

/**
 * The same entry from `start` on, leading to `url`, `minutes` long.
 * @param {string} text of the published file
 * @param {{ start: Date, url?: string, minutes?: number }} change
 */
export function retimed(text, { start, url, minutes }) {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const value = (/** @type {string} */ name) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
  const clock = (/** @type {string} */ name) => {
    const [, h = 0, m = 0] = /T(\d\d)(\d\d)/.exec(value(name)) ?? [];
    return Number(h) * 60 + Number(m);
  };
  const length = minutes ?? (clock('DTEND') - clock('DTSTART') + 1440) % 1440;
  const old = value('URL');
  const end = new Date(start.getTime() + length * 60_000);
  return lines
    .map((line) => {
      if (line.startsWith('DTSTART:')) return `DTSTART:${stamp(start)}`;
      if (line.startsWith('DTEND:')) return `DTEND:${stamp(end)}`;
      return url && old ? line.replace(old, url) : line;
    })
    .map(folded)
    .join('\r\n');
}

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
