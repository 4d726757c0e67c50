// The one session of a page. The sound is the clock: what is shown follows audio.currentTime, and no script rings a bell.
// It belongs to no element, so a timer may come and go without disturbing it.

import { build, classStart, place } from './timeline.js';
import { QuietClock } from './clock.js';
import { attempts, clipUrl, trackUrl } from './sound.js';
import { readLink, usual, writeLink } from './link.js';
import { note } from './store.js';
import { Lamp, leave, phone } from './system.js';

/** @import { Choice, Score, Timeline } from './timeline.js' */
/** @import { Source } from './sound.js' */
/** @typedef {'ready' | 'loading' | 'waiting' | 'running' | 'paused' | 'stopped' | 'restored' | 'done'} State */

const KEPT = 'legs-up-session';
/** The sound may stand still this long before we say so, and take this long to begin. Milliseconds. */
const STUCK = 3000;
const PATIENCE = 12_000;
/** After two hours nobody carries on. */
const STALE = 7_200_000;

export class Session extends EventTarget {
  /** @type {State} */ state = 'ready';
  /** Why things are as they are: a key of the words, or ''. */
  why = '';
  /** @type {Timeline | null} */ line = null;
  /** @type {object | null} the element that started it */ owner = null;
  at = 0;
  quiet = false;

  /** @type {Score | null} */ #score = null;
  #audio = new Audio();
  #clock = new QuietClock(0);
  /** @type {Source | null} */ #source = null;
  /** @type {(() => Promise<Source | null>)[]} */ #tries = [];
  #try = 0;
  #class = 0;
  #phase = -1;
  #away = false;
  /** Where the sound stood, and since when. */
  #stood = [0, 0];
  #timer = 0;
  #lamp = new Lamp(() => this.active);
  #other = phone(() => this.active && this.pause('elsewhere'));

  constructor() {
    super();
    const audio = this.#audio;
    audio.preload = 'auto';
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ names, /** @type {(event: Event) => void} */ act) =>
      names.split(' ').forEach((name) => target.addEventListener(name, act));
    on(audio, 'loadedmetadata canplay', () => this.#seekSound());
    on(audio, 'playing', () => this.#playing());
    on(audio, 'error', () => this.#source && this.#next());
    on(audio, 'timeupdate ended', () => this.#tick());
    // A phone call, another app, the lock screen: someone else pressed pause. Only a person presses play again.
    on(audio, 'pause', () => this.#sounding && !audio.ended && audio.paused && this.pause('interrupted'));
    on(document, 'visibilitychange resume', () => this.#look());
    on(window, 'pageshow focus', () => this.#look());
    on(window, 'pagehide', () => this.active && this.pause(''));
  }

  get active() {
    return this.state === 'loading' || this.state === 'waiting' || this.state === 'running';
  }

  /** Nothing has begun, or all is done. */
  get over() {
    return this.state === 'ready' || this.state === 'done';
  }

  get #sounding() {
    return !!this.#source && (this.state === 'running' || (this.state === 'waiting' && !this.#early));
  }

  /** Waiting for a class with a track that has no bed before it. */
  get #early() {
    return this.at < 0 && !this.#source?.lead;
  }

  /**
   * Begin. Called in the click itself: phones let sound start only there.
   * @param {Score} score
   * @param {Choice} choice
   * @param {object} owner
   */
  start(score, choice, owner) {
    if (this.active && this.owner === owner) return;
    this.reset();
    this.#score = score;
    this.owner = owner;
    this.line = build(score, choice);
    this.#class = choice.start ? classStart(choice.start, Date.now(), this.line.total) : 0;
    this.#join();
    this.#play();
  }

  /** @param {string} why */
  pause(why = '') {
    if (!this.active) return;
    this.#count();
    this.#set('paused', why);
    this.#audio.pause();
  }

  resume() {
    const { state, line } = this;
    if (!line || !['paused', 'stopped', 'restored'].includes(state)) return;
    if (this.at < 0) this.#join();
    if (this.quiet || !this.#source || state === 'stopped') this.#play();
    else {
      this.#set('running');
      this.#begin(this.#source);
    }
  }

  /**
   * Bells or voice on or off along the way: the session goes on from where it is.
   * @param {Choice} choice
   */
  change(choice) {
    if (!this.#score || !this.line || this.over) return;
    const { active } = this;
    this.#count();
    this.line = build(this.#score, choice);
    this.quiet = false;
    this.#drop();
    if (active) this.#play();
  }

  /**
   * Go to a moment, in seconds from the start.
   * @param {number} at
   */
  seek(at) {
    if (!this.line || this.over) return;
    this.at = Math.max(0, Math.min(this.line.total, at));
    this.#class = 0;
    this.#clock = new QuietClock(this.at);
    this.#seekSound();
    this.#tell('seek');
    this.#pass();
  }

  /**
   * To the next phase, or back to the start of this one and then the one before.
   * @param {1 | -1} way
   */
  step(way) {
    if (!this.line) return;
    const { phases, total } = this.line;
    const { index } = place(this.line, this.at);
    const here = phases[Math.min(index, phases.length - 1)];
    const back = this.at - here.start > 3 ? here : phases[Math.max(0, index - 1)];
    this.seek(way > 0 ? (this.at < 0 ? 0 : here.end) : back.start);
    if (this.at >= total) this.#tick();
  }

  reset() {
    this.#try += 1;
    this.#drop();
    this.#tries = [];
    this.at = 0;
    this.quiet = false;
    this.#phase = -1;
    note('sessionStorage', KEPT, null);
    if (this.state !== 'ready') this.#set('ready');
    this.line = null;
    this.owner = null;
  }

  /**
   * Play a clip or the lock test outside a session.
   * @param {Score} score
   * @param {string} clip
   */
  test(score, clip) {
    if (this.active) return;
    if (this.state === 'done') this.reset();
    this.#drop();
    this.#audio.src = clipUrl(score, clip);
    this.#audio.play().catch(() => this.#tell('silent'));
  }

  /**
   * What was left by a reload: shown, and carried on with when someone says so.
   * @param {Score} score
   * @param {object} owner
   */
  restore(score, owner) {
    const [path, when, at, query] = (note('sessionStorage', KEPT) ?? '').split(' ');
    if (this.state !== 'ready' || path !== location.pathname || !(Date.now() - +when < STALE)) return;
    const line = build(score, usual(score, readLink(score, query)));
    if (!(+at > 0 && +at < line.total)) return;
    Object.assign(this, { line, owner, at: +at });
    this.#score = score;
    this.#set('restored');
  }

  /** A class is where its clock is, whoever presses when. */
  #join() {
    if (this.#class) this.at = (Date.now() - this.#class) / 1000;
  }

  /** Find a sound and begin, from where we are. */
  #play() {
    const { line } = this;
    const score = /** @type {Score} */ (this.#score);
    if (!line) return;
    this.#drop();
    this.#try += 1;
    if (this.quiet || (line.choice.bells === 'off' && !line.choice.voice)) return this.#hush('');
    const lead = this.at < 0 ? Math.ceil(-this.at) + 1 : 0;
    const url = lead ? '' : trackUrl(score, line);
    this.#tries = attempts(score, line, lead);
    this.#set('loading');
    if (url) return this.#begin({ url, lead: 0 });
    // The bed, for as long as the splice takes: an element that a finger has started may play what follows.
    this.#audio.loop = true;
    this.#audio.src = clipUrl(score, 'bed');
    this.#audio.play().catch(() => {});
    this.#next();
  }

  /**
   * The next thing to try; without sound when there is none.
   * @returns {Promise<void>}
   */
  async #next() {
    const mine = ++this.#try;
    this.#source = null;
    this.#wait();
    const make = this.#tries.shift();
    if (!make) return this.#hush('unheard');
    if (this.state !== 'loading' && this.active) this.#set('loading');
    const source = await make().catch(() => null);
    if (mine !== this.#try) return;
    if (!source) return this.#next();
    if (source.line) {
      this.line = source.line;
      this.why = 'nearest';
    }
    this.#begin(source);
  }

  /**
   * Sound on, from where we are. No waiting before play().
   * @param {Source} source
   */
  #begin(source) {
    const audio = this.#audio;
    const mine = this.#try;
    if (this.#source !== source) {
      this.#source = source;
      audio.loop = false;
      audio.src = source.url;
    }
    this.#wait();
    // Someone may have pressed pause while it was being made.
    if (!this.active) return;
    if (this.#early) return this.#set('waiting', this.why);
    audio.play().catch((error) => {
      if (mine !== this.#try || error.name === 'AbortError' || !this.active) return;
      if (error.name === 'NotAllowedError') this.#hush('refused');
      else this.#next();
    });
  }

  #wait() {
    this.#stood = [-1, performance.now() + PATIENCE - STUCK];
  }

  #playing() {
    if (!this.#source || !this.active) return;
    this.#join();
    this.#seekSound();
    this.#set(this.at < 0 ? 'waiting' : 'running', this.why);
    this.#pass();
  }

  /** @param {string} why in quiet mode the words and a steady clock carry the session */
  #hush(why) {
    this.#drop();
    this.quiet = true;
    this.#clock = new QuietClock(this.at);
    this.#set(this.at < 0 ? 'waiting' : 'running', why);
    this.#pass();
  }

  #drop() {
    const audio = this.#audio;
    if (audio.src.startsWith('blob:')) URL.revokeObjectURL(audio.src);
    this.#source = null;
    audio.pause();
    audio.loop = false;
    if (audio.hasAttribute('src')) {
      audio.removeAttribute('src');
      audio.load();
    }
  }

  #seekSound() {
    const audio = this.#audio;
    if (!this.#source || !audio.readyState || this.#early) return;
    const want = this.at + this.#source.lead;
    if (Math.abs(audio.currentTime - want) > 0.25) audio.currentTime = want;
  }

  /** Bring `at` up to date. */
  #count() {
    const audio = this.#audio;
    if (this.state === 'loading' || !this.active) return;
    if (this.#early) this.#join();
    else if (this.#sounding) this.at = audio.currentTime - /** @type {Source} */ (this.#source).lead;
    else if (this.quiet) this.at = this.#clock.tick(this.#away);
    this.#away = document.hidden;
  }

  #tick() {
    const { line } = this;
    if (!this.active || !line) return;
    const before = this.at;
    this.#count();
    const loading = this.state === 'loading';
    if (loading || this.#sounding) {
      const { currentTime } = this.#audio;
      const now = performance.now();
      if (!loading && currentTime !== this.#stood[0]) this.#stood = [currentTime, now];
      else if (now - this.#stood[1] > STUCK) {
        // A mix that takes so long has no network: what is published may be at hand.
        if (loading && !this.#source) this.#tries.splice(0, this.#tries.length - 1);
        if (loading) return void this.#next();
        this.#audio.pause();
        return this.#set('stopped');
      }
    }
    if (this.state === 'waiting' && this.at >= 0) {
      this.#clock = new QuietClock(this.at);
      this.#set('running', this.why);
      if (this.#source && !this.#source.lead) this.#begin(this.#source);
    }
    const { part, left } = place(line, this.at);
    const was = left + this.at - before;
    if (part === 1 && left <= 60 && was > 60 && was < 63) this.#tell('minute');
    this.#pass();
    if (Math.floor(this.at / 5) !== Math.floor(before / 5)) this.#keep();
  }

  /** Say it when a phase has begun: once, however many went by unseen. */
  #pass() {
    const { line } = this;
    if (!line || this.state === 'loading') return;
    const { index } = place(line, this.at);
    if (index !== this.#phase && this.at >= 0) {
      this.#phase = index;
      const bell = line.bells.find((one) => Math.abs(one.at - this.at) < 2);
      if (this.quiet && bell) navigator.vibrate?.(Array(bell.strokes * 2 - 1).fill(250));
      if (index >= line.phases.length) {
        this.#set('done');
        note('sessionStorage', KEPT, null);
      } else {
        this.#tell('phase');
        this.#lamp.light();
        this.#tellMedia();
      }
    }
    this.#tell('tick');
  }

  #look() {
    if (document.hidden) this.#away = true;
    else this.#lamp.light();
    // A frozen page wakes with its sound paused.
    if (this.#sounding && this.#audio.paused && !this.#audio.ended) this.pause('interrupted');
    this.#tick();
  }

  #keep() {
    const { line, at } = this;
    if (line && at > 0 && !line.choice.start) note('sessionStorage', KEPT, [location.pathname, Date.now(), at.toFixed(1), writeLink(line.choice)].join(' '));
  }

  /**
   * @param {State} state
   * @param {string} why
   */
  #set(state, why = '') {
    this.state = state;
    this.why = why;
    const { active } = this;
    clearInterval(this.#timer);
    this.#timer = active ? setInterval(() => this.#tick(), 250) : 0;
    this.#stood = state === 'loading' ? this.#stood : [-1, performance.now()];
    this.#lamp.light();
    leave(active);
    if (active && state !== 'loading') this.#other();
    if (state === 'paused') this.#keep();
    this.#tellMedia();
    this.#tell('state');
  }

  async #tellMedia() {
    const { line, quiet } = this;
    if (!line || quiet) return;
    const { phase } = place(line, this.at);
    const media = await import('./media.js').catch(() => null);
    media?.tellMedia(this, line, phase.name);
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}

/** @type {Session | undefined} */
let only;
/** The page's one session. */
export const session = () => (only ??= new Session());
