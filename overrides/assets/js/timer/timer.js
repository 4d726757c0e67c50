// <practice-timer>: the room that stands in the page gets its body, its time and keys that act. All markup and words are the page's.
// reading.js has what it says, keys.js what the keys show, hands.js what they do, choice.js what is chosen, session.js what goes on.

import { layBody } from './body.js';
import { keptHere, pageChoice } from './choice.js';
import { fillLengths, showGo } from './keys.js';
import { breathing, face, lines, remark } from './reading.js';
import { session } from './session.js';
import { LEFT, note } from './store.js';
import { build, place } from './timeline.js';

/** @import { PageChoice } from './choice.js' */
/** @import { Hands } from './hands.js' */
/** @import { Look } from './keys.js' */
/** @import { Sight } from './reading.js' */
/** @import { Units } from './spoken.js' */
/** @import { Score, Timeline } from './timeline.js' */

const SEEN = 'legs-up-care';
/** What may change while a session runs. */
const SOUND = /** @type {const} */ (['bells', 'voice', 'strokes', 'breath']);
/** Milliseconds between two taps of one finger. */
const TWICE = 500;

export class PracticeTimer extends HTMLElement {
  static #count = 0;
  say = /** @type {Record<string, string> & Units} */ ({});
  score = /** @type {Score} */ ({});
  choice = /** @type {PageChoice} */ ({});
  session = session();
  /** @type {Look} */ look = { breath: false, lights: false, turn: 0, options: false, ask: false, far: false };
  #line = /** @type {Timeline} */ ({});
  /** @type {AbortController | null} */ #ties = null;
  /** @type {Hands | null} */ #hands = null;
  /** @type {Promise<Hands | null> | undefined} */ #coming;
  #empty = (/** @type {number} */ _gone) => {};
  #drawn = '';
  #size = { wide: 0, high: 0, least: 0 };
  #tapped = -TWICE;

  connectedCallback() {
    const score = this.querySelector('.timer__score');
    if (this.#ties || !score) return;
    const { signal } = (this.#ties = new AbortController());
    this.score = JSON.parse(score.textContent ?? '');
    this.say = JSON.parse(this.one('.timer__words').textContent ?? '');
    this.choice = pageChoice(this.score);
    this.choice.title ||= document.title;
    if (!this.#line.choice) this.#furnish();
    this.#follow();
    this.one('.timer__room').toggleAttribute('inert', false);
    this.classList.add('timer--live');

    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => this.addEventListener(name, act, { signal });
    on('click', (event) => this.#click(event));
    on('change', ({ target }) => this.#change(target));
    on('submit', (event) => event.preventDefault());
    for (const name of ['focusin', 'pointerdown']) on(name, () => this.lend());
    for (const name of ['state', 'phase', 'minute', 'seek', 'silent', 'tick']) this.session.addEventListener(name, () => this.#hear(name), { signal });
    this.choice.addEventListener('change', () => this.#chosen(), { signal });
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this.one('.timer__air'));
    signal.addEventListener('abort', () => sizes.disconnect());

    const { owner } = this.session;
    if (owner instanceof HTMLElement && !owner.isConnected) this.session.owner = this;
    this.#hear('');
    // A choice is marked, and what a reload has left is offered.
    if (!this.choice.plain || note('sessionStorage', LEFT)) this.lend();
  }

  disconnectedCallback() {
    this.#ties?.abort();
    this.#ties = null;
    this.#hands?.leave();
  }

  #furnish() {
    const mask = this.one('mask');
    mask.id = `timer-${PracticeTimer.#count++}`;
    this.one('.timer__body g').setAttribute('mask', `url(#${mask.id})`);
    const kept = keptHere();
    const look = new URLSearchParams(kept);
    Object.assign(this.look, { breath: look.has('breath'), lights: look.has('lights'), turn: +(look.get('turn') ?? 0) & 3 });
    if (this.keepBox) this.keepBox.checked = !!kept;
    this.one('.timer__care').hidden = !!(kept || note('sessionStorage', SEEN));
  }

  /** Hands for all but Start: they come with the first touch, or when the page is at rest (site.js). */
  lend() {
    const come = async () => {
      fillLengths(this, this.score, this.say);
      try {
        const { Hands } = await import('./hands.js');
        this.#hands = new Hands(this);
        this.#hands.catchUp(this.#sight);
        this.paint();
        this.draw();
      } catch {
        this.#coming = undefined; // the line may be back at the next touch
      }
      return this.#hands;
    };
    return (this.#coming ??= come());
  }

  /** @param {string} selector */
  one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {string} selector @param {string} words */
  #write(selector, words) {
    const place = this.one(selector);
    if (place.textContent !== words) place.textContent = words;
  }

  /** Not in the embed: what is kept on this device is not its to read or to drop. */
  get keepBox() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('[data-set=keep]'));
  }

  /** The session is this timer's. */
  get mine() {
    return this.session.owner === this;
  }

  get state() {
    return this.mine ? this.session.state : 'ready';
  }

  /** The choice is something else now: so is the session, unless one is on, which only changes its sound. */
  #chosen() {
    const { over, line } = this.session;
    const { now } = this.choice;
    if (this.mine && over) this.session.reset();
    else if (this.mine && line && SOUND.some((key) => line.choice[key] !== now[key])) {
      if (this.#hands) this.#hands.resound(line);
      else this.session.change(build(this.score, now));
    }
    this.#follow();
    this.paint();
    this.draw();
  }

  #follow() {
    if (!this.mine) this.#line = build(this.score, this.choice.now);
    this.#hands?.show();
  }

  /** @param {PointerEvent} event */
  #click(event) {
    const { target, detail, pointerType, timeStamp } = event;
    const key = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('[data-act]'));
    // Two clicks or two taps on Start are one wish, not a start and a pause, wherever Start has gone meanwhile.
    const twice = detail > 1 || (pointerType === 'touch' && timeStamp - this.#tapped < TWICE);
    this.#tapped = timeStamp;
    if (twice && (!key || key.dataset.act === 'go')) event.stopImmediatePropagation();
    else if (key) this.act(/** @type {string} */ (key.dataset.act));
  }

  /** What Start needs to know is chosen in the press itself; the rest may come with the hands. @param {HTMLInputElement} field */
  #change(field) {
    // Hands that are still on their way show the fields as they were: what was chosen meanwhile is remembered.
    const { checked, dataset, value } = field;
    if (dataset.set === 'minutes' && value && !this.choice.held) this.choice.adopt({ ...this.choice.now, minutes: +value });
    if (this.#hands) this.#hands.change(field);
    else this.lend().then((hands) => hands?.change({ checked, dataset, value }));
  }

  /** Start begins in the press itself: phones let sound start only there. @param {string} act */
  act(act) {
    const { choice, score } = this;
    const { now } = choice;
    if (act === 'now') choice.adopt({ ...now, start: '' });
    if (act === 'go' || act === 'now') this.#go();
    else if (act === 'bells') choice.adopt({ ...now, bells: now.bells === 'off' ? score.purposes[now.purpose].bells : 'off' });
    else if (act === 'voice') choice.adopt({ ...now, voice: !now.voice });
    else if (act === 'options' || act === 'ask') this.look[act] = !this.look[act];
    this.paint();
    this.draw();
    if (this.#hands) this.#hands.act(act);
    else this.lend().then((hands) => hands?.act(act));
  }

  #go() {
    this.session.title = this.choice.title;
    if (['paused', 'restored'].includes(this.state)) this.session.resume();
    else if (this.mine && this.session.active) this.session.pause();
    else {
      this.look.options = false;
      this.seen();
      this.session.start(this.score, this.choice.now, this);
    }
  }

  seen() {
    this.one('.timer__care').hidden = true;
    note('sessionStorage', SEEN, '1');
  }

  /** @param {string} name what the session says */
  #hear(name) {
    const { line, over } = this.session;
    const mine = this.mine;
    if (mine && line) this.#line = line;
    this.#hands?.hear(name, this.#sight);
    if (name === 'state' || !name) {
      this.choice.held = !over;
      this.#hands?.show();
    }
    if (!mine && name === 'state') this.#follow();
    this.paint();
    // At first the observer of sizes draws, when there is a layout anyway.
    if (name && name !== 'tick') this.draw();
  }

  /** @returns {Sight} */
  get #sight() {
    const { state } = this;
    const mine = this.mine;
    const at = mine ? this.session.at : 0;
    const where = place(this.#line, at);
    const shown = Math.max(0, Math.ceil(state === 'ready' ? this.#line.choice.minutes * 60 : where.left));
    return { score: this.score, say: this.say, line: this.#line, where, state, at, why: mine ? this.session.why : '', together: mine && this.session.together, shown, look: this.look };
  }

  paint() {
    const sight = this.#sight;
    const { state, where } = sight;
    const busy = state !== 'ready' && state !== 'done';
    const [large, small] = face(sight, this.look.lights && busy && where.part === 1);
    const [name, cue] = lines(sight);
    this.#write('.timer__phase', state === 'done' ? '' : name);
    this.#write('.timer__cue', cue);
    this.#write('.timer__minutes', large);
    this.#write('.timer__seconds', small);
    this.#write('.timer__note', remark(sight));
    showGo(this, sight);
    const idle = !busy || state === 'restored';
    Object.assign(this.one('.timer__room').dataset, { ...this.look, state, part: where.part, breath: breathing(sight), busy, idle, digits: large.length });
    this.#empty(this.#gone);
    this.classList.toggle('timer--full', this.#hands?.paint(sight, name, !idle, this.look.lights) ?? !idle);
  }

  /** The share of the session that is over. */
  get #gone() {
    return this.state === 'ready' ? 0 : this.session.at / this.#line.total;
  }

  /** The sizes are asked for when there is a layout anyway: in a press, each question would cost one. */
  #measure() {
    const air = this.one('.timer__air');
    const room = this.one('.timer__room');
    this.#size = { wide: air.clientWidth, high: air.clientHeight, least: Math.min(room.clientWidth, room.clientHeight) };
    this.draw();
  }

  /** Lay the body anew when the room or the session changes shape. */
  draw() {
    const { wide, high, least } = this.#size;
    const room = this.one('.timer__room');
    const thin = room.dataset.stage === 'true' ? 0.3 : this.look.lights ? 0.42 : 1;
    const flat = this.state === 'done';
    const { parts } = this.#line;
    const key = [wide, high, least, thin, flat, parts].join();
    if (key === this.#drawn || !wide) return;
    this.#drawn = key;
    this.#empty = layBody(room, { wide, high, least, thin, flat, parts });
    this.#empty(this.#gone);
  }
}

if (!customElements.get('practice-timer')) customElements.define('practice-timer', PracticeTimer);
