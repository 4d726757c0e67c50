// Where one long recording is cut, so that each line gets its part. Pure. A teacher pauses between lines, and also inside them: long
// pauses count, and so does how long each line ought to be.

/** @typedef {{ from: number, to: number }} Span in samples */

/** Seconds: what is looked at at once, the shortest pause, and the shortest sound that is not a click. */
const LOOK = 0.02;
const PAUSE = 0.25;
const CLICK = 0.06;
/** Decibels under the loud parts at which it is quiet, and over the quietest parts at which it is not. */
const UNDER = 36;
const OVER = 8;
/** No words come twenty times as loud as a room. */
const LEAST = 14;

/**
 * Everything that is said, as stretches of sound.
 * @param {Float32Array} sound
 * @param {number} rate
 * @returns {Span[]} in order, with a pause between any two
 */
export function sounds(sound, rate) {
  const step = Math.round(LOOK * rate);
  const levels = [];
  for (let at = 0; at < sound.length; at += step) {
    let power = 0;
    for (let n = at; n < Math.min(at + step, sound.length); n += 1) power += sound[n] * sound[n];
    levels.push(10 * Math.log10(power / step + 1e-10));
  }
  const sorted = [...levels].sort((a, b) => a - b);
  const share = (/** @type {number} */ part) => sorted[Math.floor((sorted.length - 1) * part)] ?? -100;
  const loud = share(0.95);
  const bar = Math.max(loud - UNDER, Math.min(share(0.1) + OVER, loud - LEAST));
  if (loud < -70) return [];
  /** @type {Span[]} */
  const found = [];
  levels.forEach((level, n) => {
    if (level <= bar) return;
    const last = found[found.length - 1];
    if (last && n * step - last.to < PAUSE * rate) last.to = (n + 1) * step;
    else found.push({ from: n * step, to: (n + 1) * step });
  });
  return found.filter(({ from, to }) => to - from >= CLICK * rate).map(({ from, to }) => ({ from, to: Math.min(to, sound.length) }));
}

/**
 * Which stretch begins each line: the cuts that give lines their likely lengths, at pauses as long as can be.
 * @param {Span[]} spans
 * @param {number[]} weights how long each line is beside the others
 * @returns {number[]} for each line the first of its stretches; fewer where there are fewer stretches than lines
 */
export function cuts(spans, weights) {
  const [count, lines] = [spans.length, weights.length];
  if (count <= lines) return spans.map((_, n) => n);
  const said = [0];
  for (const { from, to } of spans) said.push(said[said.length - 1] + to - from);
  const all = weights.reduce((sum, one) => sum + one, 0);
  const gaps = spans.map(({ from }, n) => (n ? from - spans[n - 1].to : 1));
  const usual = [...gaps].sort((a, b) => a - b)[count >> 1] || 1;
  // What it costs to have lines up to this one end before stretch `to`, and where the last of them begins.
  let costs = said.map((_, to) => (to ? Infinity : 0));
  /** @type {number[][]} */
  const begins = [];
  weights.forEach((weight, line) => {
    const likely = (said[count] * weight) / all;
    const next = Array(count + 1).fill(Infinity);
    const from = Array(count + 1).fill(0);
    for (let to = line + 1; to <= count; to += 1) {
      for (let at = line; at < to; at += 1) {
        const off = Math.log((said[to] - said[at]) / likely);
        const cost = costs[at] + 2 * off * off - (at ? Math.log(gaps[at] / usual) : 0);
        if (cost < next[to]) [next[to], from[to]] = [cost, at];
      }
    }
    costs = next;
    begins.push(from);
  });
  const out = [];
  for (let line = lines - 1, to = count; line >= 0; line -= 1) out.unshift((to = begins[line][to]));
  return out;
}

/**
 * A line begins one stretch sooner or later, if that leaves something to it and to the line before.
 * @param {number[]} starts as cuts() gives them
 * @param {number} line
 * @param {-1 | 1} way
 * @param {number} count of stretches
 * @returns {number[] | null} null where it cannot move
 */
export function moved(starts, line, way, count) {
  const at = starts[line] + way;
  if (!line || at <= starts[line - 1] || at >= (starts[line + 1] ?? count)) return null;
  return starts.map((start, n) => (n === line ? at : start));
}

/**
 * The part of a line, with a little quiet around it.
 * @param {Span[]} spans
 * @param {number[]} starts
 * @param {number} line
 * @param {number} rate
 * @returns {Span | null}
 */
export function part(spans, starts, line, rate) {
  const first = spans[starts[line]];
  const last = spans[(starts[line + 1] ?? spans.length) - 1];
  return first && last ? { from: Math.max(0, first.from - rate / 10), to: last.to + rate / 5 } : null;
}
