// The body of a function in the page for teachers: a recording of tones is made, one a line with pauses between them, and chosen; what
// is saved comes back, with the page's policy.
const one = (name, place = document) => place.querySelector(`[data-own="${name}"]`);
const until = async (isTrue, what) => {
  for (let n = 0; n < 900; n += 1) {
    if (isTrue()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never: ${what} ${one('said').textContent}`);
};
const RATE = 16000;

one('fold').open = true;
await until(() => document.querySelector('.own__line'), 'lines');
const lines = [...document.querySelectorAll('.own__line')];
const lengths = lines.map((line) => 0.6 + one('words', line).textContent.length / 50);
const samples = new Float32Array(RATE * lengths.reduce((sum, seconds) => sum + seconds + 1.5, 1));
let at = RATE / 2;
lengths.forEach((seconds, line) => {
  for (let n = 0; n < seconds * RATE; n += 1) {
    const time = n / RATE;
    const voice = [1, 2, 3].reduce((sum, k) => sum + Math.sin(2 * Math.PI * (220 + 15 * line) * k * time) / k, 0);
    samples[Math.floor(at) + n] = 0.08 * (0.7 + 0.3 * Math.sin(20 * time)) * voice;
  }
  at += (seconds + 1.5) * RATE;
});

const size = 2 * samples.length;
const wav = new DataView(new ArrayBuffer(44 + size));
for (const [place, text] of [[0, 'RIFF'], [8, 'WAVEfmt '], [36, 'data']]) [...text].forEach((letter, n) => wav.setUint8(place + n, letter.charCodeAt(0)));
for (const [place, value] of [[4, 36 + size], [16, 16], [24, RATE], [28, 2 * RATE], [40, size]]) wav.setUint32(place, value, true);
for (const [place, value] of [[20, 1], [22, 1], [32, 2], [34, 16]]) wav.setUint16(place, value, true);
samples.forEach((x, n) => wav.setInt16(44 + 2 * n, x * 32767, true));

const held = new DataTransfer();
held.items.add(new File([wav.buffer], 'evening.wav'));
one('pick').files = held.files;
one('pick').dispatchEvent(new Event('change', { bubbles: true }));
await until(() => lines.every((line) => line.dataset.state === 'fits') && !one('save').disabled, 'all fit');
one('name').value = 'Anna';

let saved;
let name;
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  saved = blob;
  return make.call(URL, blob);
};
HTMLAnchorElement.prototype.click = function () {
  name = this.download;
};
one('save').click();
await until(() => name, 'saved');
const bytes = new Uint8Array(await saved.arrayBuffer());
let text = '';
for (let n = 0; n < bytes.length; n += 4096) text += String.fromCharCode(...bytes.subarray(n, n + 4096));
return { file: btoa(text), name, policy: document.querySelector('meta[http-equiv=Content-Security-Policy]').content };
