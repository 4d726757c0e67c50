// @ts-check
/**
 * A QR code from a short text: byte mode, correction level M, versions 1 to 10 (up to 213 bytes, a session link with room to spare).
 * The build draws the printed codes with a library; this module answers the reader's own choices. Both give the same
 * modules, bit for bit: a test compares them, so a code on paper and a code on screen are one code.
 */

/** Level M, by version: check codewords in a block, blocks, codewords in all. */
const LEVEL_M = [
  [10, 1, 26],
  [16, 1, 44],
  [26, 1, 70],
  [18, 2, 100],
  [24, 2, 134],
  [16, 4, 172],
  [18, 4, 196],
  [22, 4, 242],
  [22, 5, 292],
  [26, 5, 346],
];

const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}

/** @type {((row: number, column: number) => boolean)[]} Which modules a mask turns over. */
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/**
 * The check codewords of one block: the remainder of a division by the generator polynomial.
 * @param {number[]} data
 * @param {number} count
 */
function checkCodewords(data, count) {
  let generator = [1];
  for (let root = 0; root < count; root += 1) {
    const next = [...generator, 0];
    generator.forEach((term, at) => {
      if (term) next[at + 1] ^= EXP[LOG[term] + root];
    });
    generator = next;
  }
  const rest = [...data, ...new Array(count).fill(0)];
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at];
    if (lead) generator.forEach((term, k) => (rest[at + k] ^= term ? EXP[LOG[term] + LOG[lead]] : 0));
  }
  return rest.slice(data.length);
}

/**
 * The whole message, blocks interleaved, as the bits to lay out.
 * @param {Uint8Array} bytes
 * @param {number} version
 */
function messageBits(bytes, version) {
  const [check, blocks, total] = LEVEL_M[version - 1];
  const room = total - check * blocks;
  const head = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  // Mode 4 (bytes), the count, the text and four closing zeros: everything sits half a byte off.
  const nibbles = [4, ...[...head, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data = [];
  for (let at = 0; at < nibbles.length; at += 2) data.push((nibbles[at] << 4) | nibbles[at + 1]);
  // The library at build time writes one empty byte before it pads; a reader stops at the closing zeros either way.
  if (data.length < room) data.push(0);
  for (let pad = 0; data.length < room; pad += 1) data.push(pad % 2 ? 17 : 236);

  const short = Math.floor(room / blocks);
  const long = room % blocks;
  /** @type {number[][]} */
  const parts = [];
  for (let block = 0, from = 0; block < blocks; block += 1) {
    const length = short + (block >= blocks - long ? 1 : 0);
    parts.push(data.slice(from, from + length));
    from += length;
  }
  const checks = parts.map((part) => checkCodewords(part, check));
  /** @param {number[][]} columns @param {number} height */
  const weave = (columns, height) =>
    Array.from({ length: height }, (_, at) => columns.flatMap((column) => (at < column.length ? [column[at]] : []))).flat();
  const words = [...weave(parts, short + 1), ...weave(checks, check)];
  return words.flatMap((word) => Array.from({ length: 8 }, (_, bit) => (word >> (7 - bit)) & 1));
}

/**
 * A grid of -1 where data goes and 0 or 1 where the pattern is fixed.
 * @param {number} version
 */
function fixedPatterns(version) {
  const size = version * 4 + 17;
  const grid = Array.from({ length: size }, () => new Array(size).fill(-1));
  /** @param {number} row @param {number} column @param {number} value */
  const set = (row, column, value) => {
    if (grid[row]?.[column] !== undefined) grid[row][column] = value;
  };
  for (let at = 0; at < 9; at += 1) {
    set(at, 8, 0);
    set(8, at, 0);
    if (at < 8) {
      set(size - 1 - at, 8, 0);
      set(8, size - 1 - at, 0);
    }
  }
  for (let at = 8; at < size - 8; at += 1) {
    set(6, at, 1 - (at % 2));
    set(at, 6, 1 - (at % 2));
  }
  const far = size - 7;
  const middles = version < 2 ? [] : version < 7 ? [6, far] : [6, (size - 1) / 2, far];
  for (const row of middles) {
    for (const column of middles) {
      // Three of the corners belong to the finder patterns.
      if (row !== far && column !== far ? row === 6 && column === 6 : row + column === far + 6) continue;
      for (let y = -2; y <= 2; y += 1) {
        for (let x = -2; x <= 2; x += 1) set(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) === 1 ? 0 : 1);
      }
    }
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) {
    for (let y = -4; y <= 4; y += 1) {
      for (let x = -4; x <= 4; x += 1) {
        const ring = Math.max(Math.abs(x), Math.abs(y));
        set(row + y, column + x, ring === 2 || ring === 4 ? 0 : 1);
      }
    }
  }
  if (version >= 7) {
    for (let at = 0; at < 18; at += 1) {
      set(Math.floor(at / 3), size - 11 + (at % 3), 0);
      set(size - 11 + (at % 3), Math.floor(at / 3), 0);
    }
  }
  return grid;
}

/**
 * How hard a grid is to read, by the standard's four rules: lower is better.
 * @param {number[][]} grid
 */
function penalty(grid) {
  const size = grid.length;
  const columns = grid.map((_, at) => grid.map((row) => row[at]));
  let score = 0;
  for (const line of [...grid, ...columns]) {
    const text = line.join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) score += run.length - 2;
    for (let at = text.indexOf('1011101'); at !== -1; ) {
      const quiet =
        at === 0 || at === size - 7 || !text.slice(Math.max(at - 4, 0), at).includes('1') || !text.slice(at + 7, at + 11).includes('1');
      if (quiet) score += 40;
      at = text.indexOf('1011101', at + (quiet ? 7 : 4));
    }
  }
  for (let i = 1; i < size; i += 1) {
    for (let j = 1; j < size; j += 1) {
      const sum = grid[i][j] + grid[i][j - 1] + grid[i - 1][j] + grid[i - 1][j - 1];
      if (sum === 0 || sum === 4) score += 3;
    }
  }
  const dark = grid.flat().reduce((sum, module) => sum + module, 0);
  return score + 10 * Math.floor(Math.abs((dark / size ** 2) * 100 - 50) / 5);
}

/**
 * A number followed by its remainder, as format and version information want it.
 * @param {number} value
 * @param {number} divisor
 * @param {number} bits
 */
function withRemainder(value, divisor, bits) {
  let rest = value << bits;
  for (let at = 31 - Math.clz32(rest); at >= bits; at = 31 - Math.clz32(rest)) rest ^= divisor << (at - bits);
  return (value << bits) | rest;
}

/**
 * Rows of modules, 1 for dark, without the quiet zone around them.
 * @param {string} text
 * @returns {number[][]}
 */
export function qrModules(text) {
  const bytes = new TextEncoder().encode(text);
  const version = 1 + LEVEL_M.findIndex(([check, blocks, total], at) => bytes.length + (at < 9 ? 2 : 3) <= total - check * blocks);
  if (!version) throw new RangeError('too long for a QR code here');
  const fixed = fixedPatterns(version);
  const size = fixed.length;
  const bits = messageBits(bytes, version);

  const laid = fixed.map((row) => [...row]);
  let next = 0;
  let upward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // the timing column belongs to nobody
    for (let step = 0; step < size; step += 1) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (fixed[row][column] < 0) laid[row][column] = bits[next++] ?? 0;
    }
    upward = !upward;
  }

  const masked = MASKS.map((turns) => laid.map((row, i) => row.map((module, j) => (fixed[i][j] < 0 && turns(i, j) ? 1 - module : module))));
  const scores = masked.map(penalty);
  const mask = scores.indexOf(Math.min(...scores));
  const grid = masked[mask];

  const format = withRemainder(mask, 0x537, 10) ^ 0x5412; // level M is 00
  for (let at = 0; at < 8; at += 1) {
    const low = (format >> at) & 1;
    const high = (format >> (14 - at)) & 1;
    grid[at < 6 ? at : at + 1][8] = low;
    grid[8][at < 6 ? at : at + 1] = high;
    grid[8][size - 1 - at] = low;
    grid[size - 1 - at][8] = high;
  }
  grid[size - 8][8] = 1;
  if (version >= 7) {
    const info = withRemainder(version, 0x1f25, 12);
    for (let at = 0; at < 18; at += 1) {
      grid[Math.floor(at / 3)][size - 11 + (at % 3)] = (info >> at) & 1;
      grid[size - 11 + (at % 3)][Math.floor(at / 3)] = (info >> at) & 1;
    }
  }
  return grid;
}

/**
 * The dark modules as one SVG path, in modules, inside a quiet zone of `margin`; each bar is told from where the last one began.
 * @param {number[][]} grid
 * @param {number} [margin]
 */
export function qrPath(grid, margin = 4) {
  let path = '';
  let [lastX, lastY] = [0, 0];
  grid.forEach((row, line) => {
    for (const { 0: run, index } of row.join('').matchAll(/1+/g)) {
      const [x, y] = [index + margin, line + margin];
      path += `m${x - lastX} ${y - lastY}h${run.length}v1h-${run.length}z`;
      [lastX, lastY] = [x, y];
    }
  });
  return path;
}
