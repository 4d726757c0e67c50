// The body of a function in the timer: a voice file (in base64) is picked and a session begun; the track that is joined for it comes back.
const [file] = arguments;
const one = (name) => document.querySelector(`.timer__own [data-own="${name}"]`);
const until = async (isTrue, what) => {
  for (let n = 0; n < 300; n += 1) {
    if (isTrue()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never: ${what} ${one('said').textContent}`);
};

let track;
const seen = async (blob) => {
  if (blob.type === 'audio/mpeg' && blob.size > 300000) track = new Uint8Array(await blob.arrayBuffer());
};
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  void seen(blob);
  return make.call(URL, blob);
};
if (window.Cache) {
  const { put } = Cache.prototype;
  Cache.prototype.put = function (url, answer) {
    if (`${url}`.includes('spliced')) void answer.clone().blob().then(seen);
    return put.call(this, url, answer);
  };
}

const timer = document.querySelector('practice-timer');
await timer.lend();
dispatchEvent(new Event('pointerdown'));
await new Promise((done) => setTimeout(done, 500));
const held = new DataTransfer();
held.items.add(new File([Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))], 'anna.legs'));
one('pick').files = held.files;
one('pick').dispatchEvent(new Event('change', { bubbles: true }));
await until(() => one('said').textContent, 'opened');
const said = one('said').textContent;
timer.querySelector('[data-act=go]').click();
await until(() => track, 'joined');
let text = '';
for (let n = 0; n < track.length; n += 4096) text += String.fromCharCode(...track.subarray(n, n + 4096));
return { track: btoa(text), said };
