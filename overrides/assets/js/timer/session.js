// The one session of a page. While it has a sound, the sound is the clock; else a steady clock carries it, and the sound comes
// back by itself. No script rings a bell. It belongs to no element, so a timer may come and go without disturbing it.

import { build, classStart, place } from './timeline.js';
import { QuietClock } from './clock.js';
import { STATES, move } from './states.js';
import { readyUrl, silence } from './sound.js';

/** @import { Choice, Score, Timeline } from './timeline.js' */
/** @import { Heard } from './player.js' */
/** @import { Sounding } from './sounding.js' */
/** @import { State } from './states.js' */

/** So long a session waits for its sound; then the clock goes on, and the sound joins it. Milliseconds. */
const PATIENCE = 5000;
/** Where the modules that find sounds did not come, they are asked for again after so long. */
const AGAIN = 15_000;

export class Session extends EventTarget {
  /** @type {State} */ state = 'ready';
  /** Why things are as they are: a key of the words, or ''. */
  why = '';
  /** @type {Timeline | null} what is shown and heard */ line = null;
  /** @type {Timeline | null} what was asked for */ asked = null;
  /** @type {Score | null} */ score = null;
  /** @type {object | null} the element that started it */ owner = null;
  /** What the lock screen says beside the phase. */
  title = '';
  at = 0;

  #audio = new Audio();
  /** @type {Sounding | null} what plays for us: it comes when someone is about to start */ #sounding = null;
  /** @type {QuietClock | null} it carries the time while there is no sound; without it, the time waits for one */ #clock = null;
  /** Since when a sound is awaited. */
  #since = Infinity;
  /** When the class began or will begin, or 0. */
  #class = 0;
  #phase = -1;
  #away = false;
  #timer = 0;

  constructor() {
    super();
    addEventListener('pointerdown', () => void this.fetch(), { once: true });
    // Headphones that come out while it loads do not start the loudspeaker.
    this.#audio.addEventListener('pause', () => !this.#sounding && this.state === 'loading' && this.#audio.paused && this.pause('interrupted'));
  }

  get active() {
    return this.state === 'loading' || this.state === 'waiting' || this.state === 'running';
  }

  /** Nothing has begun, or all is done. */
  get over() {
    return this.state === 'ready' || this.state === 'done';
  }

  /** The clock carries it, without a sound. */
  get quiet() {
    return !!this.#clock && !this.#on;
  }

  /** Whether the sound is the clock. */
  get #on() {
    return this.#sounding?.player.sound === 'on';
  }

  /** Everyone is at the same place of it: it waits for nobody. */
  get together() {
    return this.#class > 0;
  }

  get total() {
    return this.line?.total ?? 0;
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
    Object.assign(this, { score, owner });
    this.line = this.asked = build(score, choice);
    this.#class = choice.start ? classStart(choice.start, Date.now(), this.line.total) : 0;
    this.#join();
    this.#to('start');
    this.#listen();
  }

  /** @param {string} why */
  pause(why = '') {
    if (!this.active) return;
    this.count();
    this.#clock = null;
    this.#audio.pause();
    this.#sounding?.hold();
    this.#to('pause', why);
  }

  resume() {
    if (this.active || this.over) return;
    this.#join();
    this.#await();
    const why = this.#sounding?.resume();
    if (why !== undefined) return this.#begin(why);
    this.#to('resume');
    this.#listen();
  }

  /**
   * Other bells, the voice, or more rest along the way: the session goes on from where it is, and so does its sound until the new one is there.
   * @param {Timeline} line
   */
  change(line) {
    if (!this.score || this.over) return;
    this.count();
    this.line = this.asked = line;
    if (this.active) this.#listen();
    else this.#sounding?.drop();
  }

  /**
   * Go to a moment, in seconds from the start. Who goes to a moment of their own leaves the class.
   * @param {number} at
   */
  seek(at) {
    if (!this.line || this.over) return;
    this.#class = 0;
    this.at = Math.max(0, Math.min(this.line.total, at));
    if (this.active && this.state !== 'loading') this.#clock = new QuietClock(this.at);
    this.#sounding?.player.seek();
    this.#tell('seek');
    this.#pass();
  }

  reset() {
    this.#audio.pause();
    this.#sounding?.drop();
    this.#clock = null;
    this.#class = this.at = 0;
    this.#phase = -1;
    if (this.state !== 'ready') this.#to('reset');
    this.line = this.asked = this.owner = null;
  }

  /**
   * What was left by a reload: shown, and carried on with when someone says so.
   * @param {{line: Timeline, at: number}} left
   * @param {Score} score
   * @param {object} owner
   */
  restore(left, score, owner) {
    Object.assign(this, left, { asked: left.line, score, owner });
    this.#to('restore');
  }

  /**
   * What the sound says.
   * @param {Heard} event
   * @param {string} [why]
   * @param {Timeline} [line] what sounds, if not what was asked for
   */
  heard(event, why = '', line) {
    if (event === 'tick') this.#tick();
    // A phone call, another app, the lock screen: someone else pressed pause. A person presses play again, or the system itself.
    else if (event === 'taken') this.pause('interrupted');
    else if (event === 'lost') {
      if (!this.active) return;
      this.line = this.asked;
      if (this.#since === Infinity) this.#await();
      if (this.state !== 'loading') this.#clock ??= new QuietClock(this.at);
    } else {
      this.#since = Infinity;
      this.#clock = null;
      this.line = line ?? this.asked;
      this.#begin(why);
    }
  }

  /** A class is where its clock is, whoever presses when. */
  #join() {
    if (this.#class) this.at = (Date.now() - this.#class) / 1000;
  }

  /** A sound for what was asked, from where we are. */
  #listen() {
    const { score, asked } = this;
    if (!score || !asked) return;
    const { choice } = asked;
    this.#await();
    // A session that ends lying down always calls the legs down.
    if (choice.bells === 'off' && !choice.voice && !choice.breath && choice.end !== 'stay') {
      this.#sounding?.drop();
      return this.carry('');
    }
    const track = this.at < 0 ? '' : readyUrl(score, asked);
    if (this.state === 'loading' && !(this.#sounding && track) && !this.#sounding?.player.source) this.#prime(score, this.at ? '' : track);
    if (this.#sounding) return this.#sounding.listen();
    this.fetch().then(() => {
      if (!this.active) return;
      if (this.#sounding) return this.#sounding.listen();
      this.carry(track ? '' : 'unheard');
      setTimeout(() => this.active && !this.#sounding && !track && this.#listen(), AGAIN);
    });
  }

  /**
   * In the click itself: an element that a finger has started may play what follows. What is published begins at once.
   * @param {Score} score
   * @param {string} track
   */
  #prime({ sound }, track) {
    const audio = this.#audio;
    audio.src = track || URL.createObjectURL(new Blob([silence(sound.frame)], { type: 'audio/mpeg' }));
    audio.loop = !track;
    audio.play().catch(() => {});
    this.#sounding?.player.expect();
  }

  /** What plays for us, as soon as it can be had. */
  async fetch() {
    const late = await import('./sounding.js').catch(() => null);
    if (late) this.#sounding ??= new late.Sounding(this, this.#audio);
    return this.#sounding;
  }

  /** From now on a sound is awaited. */
  #await() {
    this.#since = performance.now();
  }

  /** @param {string} why the clock carries the session, and its words are on the screen */
  carry(why) {
    this.#since = Infinity;
    this.#clock ??= new QuietClock(this.at);
    this.#begin(why);
  }

  /** A sound is about to begin; mid-session the clock carries until it does. */
  open() {
    this.count();
    if (this.state !== 'loading') this.#clock ??= new QuietClock(this.at);
  }

  /** @param {string} why things are otherwise than before */
  say(why) {
    if (why === this.why) return;
    this.why = why;
    this.#tell('state');
  }

  /** @param {string} why */
  #begin(why) {
    const event = this.at < 0 ? 'gather' : 'begin';
    if (event in STATES[this.state]) this.#to(event, why);
    else this.say(why);
    this.#pass();
  }

  /** Bring `at` up to date. */
  count() {
    if (!this.active) return this.at;
    if (this.#on) this.at = /** @type {Sounding} */ (this.#sounding).player.position;
    else if (this.#class) this.#join();
    else if (this.#clock) this.at = this.#clock.tick(this.#away);
    this.#away = document.hidden;
    return this.at;
  }

  #tick() {
    const { line } = this;
    if (!this.active || !line) return;
    const before = this.at;
    this.#sounding?.player.watch();
    this.count();
    if (this.#on) this.#since = Infinity;
    else if (performance.now() - this.#since > PATIENCE) this.carry('coming');
    if (this.state === 'waiting' && this.at >= 0) {
      this.#begin(this.why);
      if (this.#sounding?.player.sound === 'off') this.#listen();
    }
    const { part, left } = place(line, this.at);
    const was = left + this.at - before;
    if (part === 1 && left <= 60 && was > 60 && was < 63) this.#tell('minute');
    this.#pass();
  }

  /** Say it when a phase has begun: once, however many went by unseen. */
  #pass() {
    const { line } = this;
    if (!line || (this.state === 'loading' && this.at < line.total)) return;
    const { index } = place(line, this.at);
    if (index !== this.#phase && this.at >= 0) {
      this.#phase = index;
      if (index >= line.phases.length) {
        this.#to('end');
      } else this.#tell('phase');
    }
    this.#tell('tick');
  }

  /** The page is seen again, or not any more. */
  look() {
    if (document.hidden) this.#away = true;
    this.#tick();
  }

  /**
   * @param {string} event
   * @param {string} why
   */
  #to(event, why = '') {
    this.state = move(STATES, this.state, event);
    this.why = why;
    const { active } = this;
    clearInterval(this.#timer);
    this.#timer = active ? setInterval(() => this.#tick(), 250) : 0;
    this.#tell('state');
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
