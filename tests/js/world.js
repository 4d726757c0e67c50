// A device to try a session on: a clock that runs as fast as a test wants, a network and a worker that fail in every known way,
// and one audio element that plays what it gets. The session that runs on it is the real one, with all its modules.

import { given, score } from './score.js';

export const NETWORKS = ['good', 'slow', 'stalled', 'cut', 'offline', 'no ranges', 'truncated', 'wrong type', '404'];
export const WORKERS = ['none', 'fresh', 'full storage'];

const FRAME = 96;
const SECOND = (FRAME * 1000) / 24;
/** Bytes a second: a good line, and 50 kbit/s, which is enough for a published track as it plays. */
const SPEED = { good: 4_000_000, slow: 6250 };
/** Seconds that a player loads ahead. */
const AHEAD = 20;

const real = { setImmediate: globalThis.setImmediate, createObjectURL: URL.createObjectURL };
/** @type {Map<string, Uint8Array>} */
const bank = new Map(Object.entries(given.clips).map(([name, text]) => [name, new Uint8Array(Buffer.from(/** @type {string} */ (text), 'base64'))]));

/** All that waits for its turn gets it. */
const flush = async (times = 1) => {
  for (let n = 0; n < times; n += 1) await new Promise((done) => real.setImmediate(done));
};

let begins = 1_800_000_000_000;

export class World {
  /** No two worlds at the same time: what is left of one is not taken for the other's. */
  now = (begins += 86_400_000);
  network = 'good';
  worker = 'none';
  /** @type {{at: number, every: number, act: () => void, id: number}[]} */ #timers = [];
  #ids = 1;
  /** @type {Map<string, Uint8Array>} */ kept = new Map();
  /** @type {Map<string, Uint8Array>} */ blobs = new Map();
  /** @type {any} */ audio = null;
  page = new EventTarget();
  document = Object.assign(new EventTarget(), { hidden: false, baseURI: 'https://legsup.example/timer/', title: '', querySelector: () => null, referrer: '' });

  /** Puts this world under the modules. */
  install() {
    const world = this;
    const set = (/** @type {Record<string, unknown>} */ values) => {
      for (const name in values) Object.defineProperty(globalThis, name, { value: values[name], configurable: true, writable: true });
    };
    const store = new Map();
    const storage = { getItem: (/** @type {string} */ k) => store.get(k) ?? null, setItem: (/** @type {string} */ k, /** @type {string} */ v) => store.set(k, v), removeItem: (/** @type {string} */ k) => store.delete(k) };
    set({
      document: this.document,
      location: new URL('https://legsup.example/timer/'),
      navigator: {
        get onLine() {
          return world.network !== 'offline';
        },
        get serviceWorker() {
          return { controller: world.worker === 'none' ? null : {}, ready: Promise.resolve({ scope: 'https://legsup.example/' }) };
        },
      },
      sessionStorage: storage,
      localStorage: storage,
      BroadcastChannel: class {
        postMessage() {}
      },
      addEventListener: this.page.addEventListener.bind(this.page),
      removeEventListener: this.page.removeEventListener.bind(this.page),
      performance: { now: () => world.now },
      setTimeout: (/** @type {() => void} */ act, /** @type {number} */ after) => this.#plan(act, after, 0),
      setInterval: (/** @type {() => void} */ act, /** @type {number} */ every) => this.#plan(act, every, every),
      clearTimeout: (/** @type {number} */ id) => this.#cancel(id),
      clearInterval: (/** @type {number} */ id) => this.#cancel(id),
      fetch: (/** @type {string} */ url, /** @type {any} */ options) => this.fetch(url, options),
      caches: this.#caches(),
      Audio: class {
        constructor() {
          return (world.audio = new ModelAudio(world));
        }
      },
      Blob: class {
        /** @param {Uint8Array[]} parts */
        constructor(parts) {
          this.bytes = Uint8Array.from(Buffer.concat(parts));
        }
        async arrayBuffer() {
          return this.bytes.buffer;
        }
      },
      Response: class {
        /** @param {Uint8Array} bytes */
        constructor(bytes) {
          this.bytes = bytes;
        }
      },
    });
    globalThis.window = /** @type {any} */ (globalThis);
    Date.now = () => Math.round(world.now);
    URL.createObjectURL = (/** @type {any} */ blob) => {
      const url = `blob:${this.#ids++}`;
      this.blobs.set(url, blob.bytes);
      return url;
    };
    URL.revokeObjectURL = (url) => void this.blobs.delete(url);
  }

  #caches() {
    const full = () => this.worker === 'full storage';
    const cache = {
      put: async (/** @type {string} */ url, /** @type {any} */ answer) => {
        if (full()) throw new DOMException('full', 'QuotaExceededError');
        this.kept.set(url, answer.bytes);
      },
      delete: async (/** @type {string} */ url) => this.kept.delete(url),
      keys: async () => [...this.kept.keys()].map((url) => ({ url })),
    };
    return { open: async () => cache };
  }

  /** @param {() => void} act @param {number} after @param {number} every */
  #plan(act, after, every) {
    const id = this.#ids++;
    this.#timers.push({ at: this.now + Math.max(1, after), every, act, id });
    return id;
  }

  /** @param {number} id */
  #cancel(id) {
    this.#timers = this.#timers.filter((one) => one.id !== id);
  }

  /** Time goes by. @param {number} seconds */
  async pass(seconds) {
    const end = this.now + seconds * 1000;
    await flush(4);
    for (;;) {
      const next = this.#timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      if (next.every) next.at += next.every;
      else this.#cancel(next.id);
      next.act();
      await flush();
    }
    this.now = end;
    await flush(4);
  }

  /** @param {number} time milliseconds */
  wait(time) {
    return new Promise((done) => this.#plan(() => done(undefined), time, 0));
  }

  /** Whether the worker has a clip: the bells and what they ring in, after one visit. @param {string} url */
  holds(url) {
    return this.worker === 'fresh' && /clips\/(?:bed|bell-[\w-]+)\.mp3/.test(url);
  }

  /** @param {string} url @param {{method?: string, signal?: AbortSignal}} [options] */
  async fetch(url, { method, signal } = {}) {
    if (url.includes('/spliced/')) return { ok: this.worker === 'fresh' && this.kept.has(url), method };
    const name = /clips\/(.*)\.mp3/.exec(url)?.[1] ?? '';
    const whole = bank.get(name) ?? new Uint8Array(0);
    if (this.holds(url)) return this.#answer(200, whole, SPEED.good, signal);
    const { network } = this;
    if (network === 'offline' || network === 'cut') {
      await this.wait(30);
      throw new TypeError('Failed to fetch');
    }
    await this.#silence(network === 'stalled', signal);
    await this.wait(network === 'slow' ? 300 : 20);
    if (network === '404') return this.#answer(404, new TextEncoder().encode('<!doctype html>'), SPEED.good, signal);
    if (network === 'wrong type') return this.#answer(200, new TextEncoder().encode('<!doctype html><title>Sign in</title>'), SPEED.good, signal);
    const bytes = network === 'truncated' ? whole.subarray(0, Math.floor(whole.length * 0.6)) : whole;
    return this.#answer(200, bytes, network === 'slow' ? SPEED.slow : SPEED.good, signal);
  }

  /** @param {boolean} ever @param {AbortSignal} [signal] */
  async #silence(ever, signal) {
    if (ever) await new Promise((_, fail) => signal?.addEventListener('abort', () => fail(new DOMException('gone', 'AbortError'))));
  }

  /** @param {number} status @param {Uint8Array} bytes @param {number} speed @param {AbortSignal} [signal] */
  #answer(status, bytes, speed, signal) {
    let at = 0;
    const read = async () => {
      if (at >= bytes.length) return { done: true, value: undefined };
      if (this.network === 'stalled' && speed !== SPEED.good) await this.#silence(true, signal);
      const value = bytes.subarray(at, at + Math.max(2000, Math.floor(speed / 4)));
      at += value.length;
      await this.wait((value.length / speed) * 1000);
      return { done: false, value };
    };
    return { ok: status === 200, status, body: { getReader: () => ({ read }) } };
  }

  /** What lies at an address that the audio element asks for. @param {string} url @returns {{bytes: Uint8Array | null, near: boolean}} */
  lies(url) {
    if (url.startsWith('blob:')) return { bytes: this.blobs.get(url) ?? null, near: true };
    if (url.includes('/spliced/')) return { bytes: this.kept.get(url) ?? null, near: true };
    const clip = /clips\/(.*)\.mp3/.exec(url)?.[1];
    if (clip && this.holds(url)) return { bytes: bank.get(clip) ?? null, near: true };
    return { bytes: null, near: false };
  }
}

/** Plays by the world's clock. A published track is as long as its session; the rest is as long as its bytes. */
class ModelAudio extends EventTarget {
  preload = '';
  loop = false;
  paused = true;
  readyState = 0;
  duration = NaN;
  seeking = false;
  ended = false;
  playbackRate = 1;
  #src = '';
  #at = 0;
  #from = 0;
  #ready = Infinity;
  /** Seconds that are here. */ loaded = 0;
  #loads = 0;

  /** @param {World} world */
  constructor(world) {
    super();
    this.world = world;
    const tick = () => {
      this.step();
      setTimeout(tick, 250);
    };
    setTimeout(tick, 250);
  }

  get src() {
    return this.#src;
  }

  set src(url) {
    if (!url) throw new Error('an element was given no address');
    this.#src = url;
    Object.assign(this, { readyState: 0, duration: NaN, ended: false, paused: true, loaded: 0 });
    this.#at = 0;
    this.#load(++this.#loads);
  }

  /** @param {number} mine */
  async #load(mine) {
    const { world } = this;
    const url = this.#src;
    const gone = () => mine !== this.#loads;
    const { bytes, near } = world.lies(url);
    const fail = () => !gone() && this.dispatchEvent(new Event('error'));
    if (near) {
      await world.wait(15);
      if (gone()) return;
      if (!bytes) return fail();
      this.duration = bytes.length / SECOND;
      this.loaded = Infinity;
    } else {
      await world.wait(world.network === 'slow' ? 900 : 60);
      if (gone()) return;
      // A track that was mixed and let go of is on no network either.
      if (url.startsWith('blob:') || ['offline', 'cut', 'wrong type', '404'].includes(world.network)) return fail();
      if (world.network === 'stalled') return;
      this.duration = world.length(url);
      this.loaded = 5;
    }
    this.readyState = 4;
    this.#from = world.now;
    for (const name of ['loadedmetadata', 'canplay']) this.dispatchEvent(new Event(name));
    if (!this.paused && !gone()) this.dispatchEvent(new Event('playing'));
  }

  get currentTime() {
    if (this.paused || !this.readyState) return this.#at;
    const end = this.world.network === 'truncated' && this.loaded < Infinity ? this.duration * 0.6 : this.duration;
    const at = this.#at + (this.world.now - this.#from) / 1000;
    return this.loop ? at % this.duration : Math.min(at, end, this.loaded);
  }

  set currentTime(at) {
    const fixed = this.world.network === 'no ranges' && this.loaded < Infinity;
    this.#at = fixed ? this.currentTime : Math.max(0, Math.min(at, this.duration || at));
    this.#from = this.world.now;
    if (!fixed && this.loaded < Infinity) this.loaded = Math.max(this.loaded, this.world.flows ? this.#at + 5 : 0);
    queueMicrotask(() => this.dispatchEvent(new Event('seeked')));
  }

  /** A quarter of a second of loading and playing. */
  step() {
    if (!this.readyState) return;
    if (this.loaded < Infinity) {
      if (this.world.flows) this.loaded = Math.min(Math.max(this.loaded, this.currentTime) + 2, this.currentTime + AHEAD, this.duration);
      else if (!this.paused && this.currentTime >= this.loaded && ['cut', 'offline'].includes(this.world.network)) {
        this.#at = this.loaded;
        this.readyState = 0;
        return void this.dispatchEvent(new Event('error'));
      }
    }
    if (this.paused) return;
    const { currentTime: at } = this;
    const end = this.world.network === 'truncated' && this.loaded < Infinity ? this.duration * 0.6 : this.duration;
    if (at >= this.loaded && at < end) {
      // It stands still until more comes.
      this.#at = at;
      this.#from = this.world.now;
    }
    if (at >= end - 0.001 && !this.loop) {
      this.#at = at;
      this.paused = this.ended = true;
      this.dispatchEvent(new Event('ended'));
    } else this.dispatchEvent(new Event('timeupdate'));
  }

  async play() {
    if (!this.paused) return;
    this.paused = false;
    this.ended = false;
    this.#from = this.world.now;
    if (this.readyState) queueMicrotask(() => this.dispatchEvent(new Event('playing')));
  }

  pause() {
    if (this.paused) return;
    this.#at = this.currentTime;
    this.paused = true;
    queueMicrotask(() => this.dispatchEvent(new Event('pause')));
  }

  load() {
    this.#loads += 1;
    this.readyState = 0;
  }

  hasAttribute() {
    return this.#src !== '';
  }

  removeAttribute() {
    this.#src = '';
    this.readyState = 0;
    this.duration = NaN;
    this.#at = 0;
  }
}

Object.assign(World.prototype, {
  /** How long a published track is: its session and the last bell. @param {string} url */
  length(url) {
    const minutes = Number(/sound\/(\d+)-/.exec(url)?.[1]);
    if (!minutes) throw new Error(`no published track: ${url}`);
    const row = score.lengths.map((column) => column[Math.min(minutes - score.least, column.length - 1)][0]);
    const [, ...others] = row;
    return score.settle[0] + others.reduce((sum, seconds) => sum + seconds, 0) + score.bells[2].seconds;
  },
});
Object.defineProperty(World.prototype, 'flows', {
  get() {
    return ['good', 'slow', 'no ranges', 'truncated'].includes(this.network);
  },
});

/** Whether a track, as it plays, rings a bell at its moment. @param {World} world @param {any} session @param {{clip: string, at: number}} bell */
export function rings(world, session, bell) {
  const { audio } = world;
  if (audio.paused || !audio.readyState || audio.loop) return false;
  const { bytes, near } = world.lies(audio.src);
  if (!near) return audio.duration > bell.at && (audio.loaded > bell.at || /** @type {any} */ (world).flows);
  if (!bytes) return false;
  // The bed before a class is whole seconds long.
  const lead = Math.round(audio.currentTime - session.at);
  const frame = Math.round(((bell.at + lead) * 1000) / 24);
  const wanted = ['soft', 'clear'].map((bowl) => bank.get(bell.clip.replace(/(soft|clear)$/, bowl)));
  return [-1, 0, 1].some((off) => {
    const start = (frame + off + 1) * FRAME;
    return wanted.some((clip) => clip && Buffer.compare(bytes.subarray(start, start + 20 * FRAME), clip.subarray(0, 20 * FRAME)) === 0);
  });
}
