// The one audio element of a page. It plays one source for the session, says when that sounds, and when it was lost. It decides
// nothing: what to play, and what to do when it is lost, is the session's to say.

import { SOUNDS, move } from './states.js';

/** @import { Sound } from './states.js' */
/** @import { Timeline } from './timeline.js' */

/**
 * @typedef {object} Source
 * @property {string} url
 * @property {number} lead seconds of bed before the session begins
 * @property {string} [why] what it lacks of what was asked: a key of the words
 * @property {string} [holds] what it was mixed from
 * @property {Timeline} [line] when the track is not quite what was asked for: what it holds
 *
 * @typedef {object} Owner whose sound it is
 * @property {number} at where the session is, in seconds
 * @property {number} total
 * @property {(event: Heard, why?: string, source?: Source | null) => void} heard
 *
 * @typedef {'on' | 'lost' | 'taken' | 'given' | 'tick' | 'ended' | 'speed'} Heard it sounds; it does not any more; the system took
 *   it, or gave it back; time goes by; it is over; something plays it at another speed
 */

/** A sound may stand still this long, and take this long to begin. Milliseconds. */
const STUCK = 3000;
const OPENS = 8000;
/** How far sound and session may be apart when it begins, in seconds. More is a host that cannot go to a place. */
const NEAR = 0.25;
const FAR = 1.5;
/** How often a speed that an extension chose is set back. */
const RATES = 3;

export class Player {
  /** @type {Sound} */ sound = 'off';
  /** @type {Source | null} */ source = null;
  #audio;
  /** Whether the element ought to play: when it does not, or does all the same, the system has spoken. */
  #wanted = false;
  #sought = false;
  #begun = false;
  /** Where it was before it was to go elsewhere: who is still there cannot go. */
  #left = 0;
  #rates = 0;
  /** Where the sound stood, and since when. */
  #stood = [-1, 0];

  /**
   * @param {Owner} owner
   * @param {HTMLAudioElement} audio
   */
  constructor(owner, audio) {
    this.owner = owner;
    this.#audio = audio;
    audio.preload = 'auto';
    this.#wanted = !audio.paused;
    const on = (/** @type {string} */ names, /** @type {() => void} */ act) => names.split(' ').forEach((name) => audio.addEventListener(name, act));
    on('loadedmetadata canplay', () => this.#fit());
    on('playing seeked', () => this.#playing());
    on('error', () => this.source && this.#lose('broken'));
    on('timeupdate', () => owner.heard('tick'));
    on('ended', () => (this.sound === 'on' && this.position < this.#total - 1 ? this.#lose('short') : owner.heard('ended')));
    on('pause', () => this.#wanted && audio.paused && !audio.ended && owner.heard('taken'));
    on('ratechange', () => this.#rate());
  }

  /** Where the session is by its sound. */
  get position() {
    return this.#audio.currentTime - (this.source?.lead ?? 0);
  }

  /**
   * Play from where the session is. No waiting before play().
   * @param {Source} source
   */
  open(source) {
    const audio = this.#audio;
    this.#move('open');
    this.#sought = false;
    this.#stood = [-1, performance.now()];
    const same = source === this.source;
    // It may sound already, since the click.
    this.#begun = !same && audio.src === source.url && !audio.paused && !this.owner.at;
    if (!same && !this.#begun) this.#free();
    this.source = source;
    const played = same || this.#begun ? this.#play() : this.#load(source.url);
    // A file that is not here yet begins at this place.
    if (!same && !this.#begun && this.#want > 0) audio.currentTime = this.#want;
    this.#fit();
    played.then(
      () => this.#playing(),
      (error) => {
        if (source !== this.source || error.name === 'AbortError' || !this.#wanted) return;
        this.#lose(error.name === 'NotAllowedError' ? 'refused' : 'broken');
      },
    );
  }

  /** It was started for us, in a click. */
  expect() {
    this.#wanted = true;
  }

  /** Wait for a person. */
  hold() {
    if (!this.source) return this.#quiet();
    this.#wanted = false;
    this.#audio.pause();
    if (this.sound === 'on' || this.sound === 'opening') this.#move('hold');
  }

  /** Go to where the session is; that it got there is looked at as if it began. */
  seek() {
    this.#left = this.#audio.currentTime;
    if (this.sound === 'on') this.#move('open');
    this.#sought = true;
    this.#stood = [-1, performance.now()];
    if (this.source && this.#audio.readyState) this.#audio.currentTime = this.#want;
  }

  drop() {
    if (this.sound !== 'off') this.#move('drop');
    this.#quiet();
  }

  /**
   * A sound outside a session. Gives false when it would not play.
   * @param {string} url
   */
  async sample(url) {
    this.drop();
    try {
      await this.#load(url);
    } catch (error) {
      return /** @type {Error} */ (error).name === 'AbortError';
    }
    return true;
  }

  /** Called a few times a second: a sound that stands still is lost. */
  watch(now = performance.now()) {
    const { currentTime } = this.#audio;
    const { sound } = this;
    if (sound === 'opening') this.#playing();
    if (sound === 'on' && currentTime !== this.#stood[0]) this.#stood = [currentTime, now];
    else if (sound === 'on' && now - this.#stood[1] > STUCK && !this.#audio.ended) this.#lose('still');
    else if (this.sound === 'opening' && now - this.#stood[1] > OPENS) this.#lose('slow');
  }

  /** A page that was frozen wakes with its sound paused. */
  wake() {
    if (this.#wanted && this.sound === 'on' && this.#audio.paused && !this.#audio.ended) this.owner.heard('taken');
  }

  /** How long the session is that the source holds. */
  get #total() {
    return this.source?.line?.total ?? this.owner.total;
  }

  get #want() {
    return this.owner.at + (this.source?.lead ?? 0);
  }

  #fit() {
    const audio = this.#audio;
    if (!this.source || !audio.readyState || this.sound !== 'opening') return;
    // A file that was cut off would end the session before its last bell.
    if (audio.duration + 1 < this.#total + this.source.lead) this.#lose('short');
    else if (!this.#begun && !this.#sought && Math.abs(audio.currentTime - this.#want) > NEAR) audio.currentTime = this.#want;
  }

  #playing() {
    const audio = this.#audio;
    if (!this.source || audio.paused || audio.seeking || audio.readyState < 2) return;
    if (!this.#wanted && this.sound === 'held') {
      this.#wanted = true;
      this.#move('play');
      return this.owner.heard('given');
    }
    if (this.sound !== 'opening') return;
    const off = Math.abs(audio.currentTime - this.#want);
    if (off > NEAR && !this.#sought && !this.#begun) {
      this.#sought = true;
      audio.currentTime = this.#want;
    } else if (off > FAR && (audio.currentTime < FAR || Math.abs(audio.currentTime - this.#left) < 2 * FAR)) this.#lose('fixed');
    if (this.sound !== 'opening' || audio.seeking) return;
    this.#move('play');
    this.owner.heard('on');
  }

  /** @param {string} why */
  #lose(why) {
    const { source } = this;
    if (this.sound === 'off') return;
    this.#move('lose');
    this.#quiet();
    this.owner.heard('lost', why, source);
  }

  /** Someone's extension plays everything faster: a routine has its own time. */
  #rate() {
    const audio = this.#audio;
    if (audio.playbackRate === 1) return;
    if (this.#rates++ < RATES) audio.playbackRate = 1;
    else this.owner.heard('speed');
  }

  /** @param {string} url */
  #load(url) {
    this.#audio.loop = false;
    this.#audio.src = url;
    return this.#play();
  }

  #play() {
    this.#wanted = true;
    return this.#audio.play();
  }

  #quiet() {
    const audio = this.#audio;
    this.#wanted = false;
    audio.pause();
    this.#free();
    this.source = null;
    audio.loop = false;
    if (audio.hasAttribute('src')) {
      audio.removeAttribute('src');
      audio.load();
    }
  }

  #free() {
    const { src } = this.#audio;
    if (src.startsWith('blob:')) URL.revokeObjectURL(src);
  }

  /** @param {string} event */
  #move(event) {
    this.sound = move(SOUNDS, this.sound, event);
  }
}
