// How loud a recording is, and a recording at the level of the site's own: -23 LUFS (EBU R128). Pure; mono samples from -1 to 1.
// tools/sound/signal.py and shape.py do the same to the site's recordings.

/** LUFS of a spoken clip, and the highest peak between any two samples, in dBTP. */
export const LOUDNESS = -23;
const PEAK = -2.5;
/** Each sample and so many places after it are looked at for a peak. */
const OVER = 4;
const REACH = 6;
/** Limiting takes a little loudness away, so it comes closer step by step. */
const STEPS = 4;

export const db = (/** @type {number} */ value) => 10 ** (value / 20);
const lufs = (/** @type {number} */ power) => -0.691 + 10 * Math.log10(power + 1e-20);

/**
 * One filter of second order. @param {Float32Array | Float64Array} sound @param {number[]} over @param {number[]} under
 * @returns {Float64Array}
 */
function filtered(sound, [b0, b1, b2], [a0, a1, a2]) {
  const out = new Float64Array(sound.length);
  let [one, two] = [0, 0];
  for (let n = 0; n < sound.length; n += 1) {
    const x = sound[n];
    const y = (b0 * x + one) / a0;
    one = b1 * x - a1 * y + two;
    two = b2 * x - a2 * y;
    out[n] = y;
  }
  return out;
}

/** The ear's weighting of ITU-R BS.1770-4, for any rate: a shelf for the head, a high-pass for the lows. @param {Float32Array} sound @param {number} rate */
function weighted(sound, rate) {
  const shelf = { gain: db(3.999843853973347), q: 0.7071752369554196, k: Math.tan((Math.PI * 1681.974450955533) / rate) };
  const pass = { q: 0.5003270373238773, k: Math.tan((Math.PI * 38.13547087602444) / rate) };
  const under = (/** @type {{ q: number, k: number }} */ { q, k }) => [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k];
  const { gain, q, k } = shelf;
  const middle = gain ** 0.4996667741545416;
  const head = filtered(sound, [gain + (middle * k) / q + k * k, 2 * (k * k - gain), gain - (middle * k) / q + k * k], under(shelf));
  const [first] = under(pass);
  return filtered(head, [first, -2 * first, first], under(pass));
}

/**
 * Integrated loudness in LUFS: blocks of 400 ms that overlap by three quarters, both gates. -70 for silence.
 * @param {Float32Array} sound
 * @param {number} rate samples a second
 */
export function loudness(sound, rate) {
  const [block, step] = [Math.floor(0.4 * rate), Math.floor(0.1 * rate)];
  const filled = new Float32Array(Math.max(sound.length, block));
  filled.set(sound);
  const heard = weighted(filled, rate);
  const sums = new Float64Array(heard.length + 1);
  heard.forEach((x, n) => (sums[n + 1] = sums[n] + x * x));
  const mean = (/** @type {number[]} */ all) => all.reduce((sum, one) => sum + one, 0) / all.length;
  /** @type {number[]} */
  let powers = [];
  for (let at = 0; at + block <= heard.length; at += step) powers.push((sums[at + block] - sums[at]) / block);
  powers = powers.filter((power) => lufs(power) > -70);
  if (!powers.length) return -70;
  const gate = lufs(mean(powers)) - 10;
  return lufs(mean(powers.filter((power) => lufs(power) > gate)));
}

/** What a sound adds to a place between two samples, by how far it is: a sinc under a window, for each of the OVER places. */
const SINCS = Array.from({ length: OVER }, (_, place) =>
  Array.from({ length: 2 * REACH }, (__, n) => {
    const far = n - REACH + 1 - place / OVER;
    return far === 0 ? 1 : (Math.sin(Math.PI * far) / (Math.PI * far)) * Math.cos((Math.PI * far) / (2 * REACH + 1)) ** 2;
  }),
);

/**
 * How far each sample and the places after it go, whichever goes farthest.
 * @param {Float32Array} sound
 * @param {number} [from] only near samples beyond this are places looked at: no peak rises to three times its neighbors
 */
function peaks(sound, from = 0) {
  return sound.map((x, at) => {
    let most = Math.abs(x);
    if (most <= from && Math.abs(sound[at + 1] ?? 0) <= from) return most;
    for (let place = 1; place < OVER; place += 1) {
      let sum = 0;
      for (let n = 0; n < 2 * REACH; n += 1) sum += (sound[at + n - REACH + 1] ?? 0) * SINCS[place][n];
      most = Math.max(most, Math.abs(sum));
    }
    return most;
  });
}

/** The true peak in dBTP. @param {Float32Array} sound */
export const truePeak = (sound) => 20 * Math.log10(peaks(sound).reduce((most, one) => Math.max(most, one), 1e-10));

/** Turns down the few peaks above PEAK, smoothly, over 5 ms around each. @param {Float32Array} sound @param {number} rate */
function limited(sound, rate) {
  const ceiling = db(PEAK);
  const reach = peaks(sound, ceiling / 3);
  if (reach.every((one) => one <= ceiling)) return sound;
  const width = Math.floor(rate / 200);
  const held = new Float32Array(sound.length).fill(1);
  reach.forEach((one, at) => {
    if (one <= ceiling) return;
    for (let n = Math.max(0, at - 2 * width); n <= Math.min(held.length - 1, at + 2 * width); n += 1) held[n] = Math.min(held[n], ceiling / one);
  });
  // A mean over what is held on both sides never rises above what the peak itself needs.
  let sum = 0;
  const gain = (/** @type {number} */ at) => held[at] ?? 1;
  for (let n = -width; n <= width; n += 1) sum += gain(n);
  return sound.map((x, at) => {
    const now = sum / (2 * width + 1);
    sum += gain(at + width + 1) - gain(at - width);
    return x * Math.min(1, now);
  });
}

/**
 * At so many LUFS, with no peak above PEAK.
 * @param {Float32Array} sound
 * @param {number} rate
 * @param {number} [wanted] LUFS
 * @returns {Float32Array}
 */
export function leveled(sound, rate, wanted = LOUDNESS) {
  let out = sound;
  for (let n = 0; n < STEPS; n += 1) {
    const factor = db(wanted - loudness(out, rate));
    out = limited(out.map((x) => x * factor), rate);
  }
  return out;
}
