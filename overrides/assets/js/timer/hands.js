// What hands do to a timer: every key but Start, the fields of the options, Reset, which wants to be held. Loaded at the first
// touch, or when the page is at rest: none of it is in the first picture.

import { choose, keep, keepAll } from './choose.js';
import { Hall } from './hall.js';
import { Herald } from './herald.js';
import { EVERY, dropPlace, keepPlace, keptPlace } from './resume.js';
import { lengthened, longer } from './longer.js';
import { showLength, showMarks } from './marks.js';
import { breathAt, classAt } from './reading.js';
import { clock, spoken } from './spoken.js';
import { sessionPath } from './address.js';
import { Stage } from './stage.js';
import { step } from './steps.js';
import { build } from './timeline.js';

/** @import { Sight } from './reading.js' */
/** @import { Timeline } from './timeline.js' */
/** @import { PracticeTimer } from './timer.js' */

/** A breath in and one out, as a device that shakes tells them. Milliseconds. */
const IN = [70];
const OUT = [35, 60, 35];
const HOLD = 1000;
const AGAIN = 4000;

export class Hands {
  #armed = 0;
  /** Somebody has said how dark it is to be. */
  #lit = false;
  /** In which stretch of time the place was noted last. */
  #noted = 0;
  #sun = '';
  /** What was shown last: only another picture can hide what has the focus. */
  #picture = '';
  /** @type {Element | null} what had the focus last */ #last = null;
  #stage;
  #herald;
  #hall = new Hall();
  #holding = 0;
  /** @type {Element[]} */ #stilled = [];

  /** @param {PracticeTimer} timer */
  constructor(timer) {
    this.timer = timer;
    this.#herald = new Herald(timer);
    this.#stage = new Stage(timer.one('.timer__room'), () => timer.paint());
    timer.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !timer.look.options) return;
      timer.act('options');
      timer.one('[data-act=options]').focus();
    });
    timer.addEventListener('pointerdown', ({ target }) => /** @type {Element} */ (target).closest('[data-act=reset]') && this.#hold());
    timer.addEventListener('click', ({ target }) => this.#touch(/** @type {Element} */ (target)));
    for (const name of ['up', 'cancel', 'leave']) timer.addEventListener(`pointer${name}`, () => this.letGo());
    timer.addEventListener('focusin', ({ target }) => (this.#last = /** @type {Element} */ (target)));
    document.addEventListener('pointerdown', ({ target }) => timer.contains(/** @type {Node} */ (target)) || (this.#last = null));
    this.#last = timer.contains(document.activeElement) ? document.activeElement : null;
    if (timer.keepBox) timer.look.far = this.#hall.wanted;
    this.#fill();
    this.show();
  }

  /** Reset was pressed once. */
  get armed() {
    return Date.now() - this.#armed < AGAIN;
  }

  /** @param {string} name @returns {HTMLSelectElement | null} */
  #list(name) {
    return this.timer.querySelector(`select[data-set=${name}]`);
  }

  /** Every purpose and version by its name. */
  #fill() {
    const { purposes, versions } = this.timer.score;
    for (const [name, all] of /** @type {const} */ ([['purpose', purposes], ['version', versions]])) {
      for (const id in all) this.#list(name)?.add(new Option(all[id].name, id));
    }
  }

  /** The fields of the options show the choice. In a session only those of the sound can be changed. */
  show() {
    const { choice, say, score, session } = this.timer;
    for (const name of /** @type {const} */ (['purpose', 'version', 'settle', 'bells', 'end'])) {
      const list = this.#list(name);
      if (!list) continue;
      const value = `${choice.now[name]}`;
      list.value = value;
      if (list.value !== value) list.add(new Option(spoken(+value, say), value, true, true));
      list.disabled = name !== 'bells' && !session.over;
    }
    const far = /** @type {HTMLInputElement | null} */ (this.timer.querySelector('input[data-set=far]'));
    if (far) far.checked = this.timer.look.far;
    for (const name of /** @type {const} */ (['strokes', 'breath'])) {
      const box = /** @type {HTMLInputElement | null} */ (this.timer.querySelector(`input[data-set=${name}]`));
      if (box) box.checked = !!choice.now[name];
    }
    showLength(this.timer, score, choice.now, say);
  }

  /** @param {string} act a key was pressed */
  act(act) {
    const { timer } = this;
    const { choice, mine, say, session } = timer;
    const { bells, voice } = choice.now;
    if (act !== 'reset') this.#armed = 0;
    if (act === 'go' && mine && session.active && timer.look.far) void this.#hall.fill(true);
    if (act === 'lights') this.#lit = true;
    if (act === 'turn') timer.look.turn = (timer.look.turn + 1) % 4;
    else if (act === 'breath' || act === 'lights') timer.look[act] = !timer.look[act];
    else if (act === 'skip' && mine) step(session, 1);
    else if (act === 'back' && mine) step(session, -1);
    else if (act === 'reset' && mine) {
      if (!session.active || this.armed) session.reset();
      else {
        this.#armed = Date.now();
        this.#herald.tell(say.hold);
      }
    } else if (act === 'bells') choose(choice, { bells });
    else if (act === 'voice') choose(choice, { voice });
    else if (act === 'longer' && mine) this.#extend();
    else if (act === 'care') timer.seen();
    else if (act === 'check' || act === 'lock') {
      timer.one('.timer__told').textContent = say[act];
      void this.#test(act === 'lock' ? '../lock-test' : `bell-settled-${bells === 'soft' ? 'soft' : 'clear'}`);
    }
    this.#keep();
    timer.paint();
    timer.draw();
    if (act === 'care') timer.one('.timer__go').focus();
    // Turned, the room may have no place for the key: it can be pressed again in the options.
    if (act === 'turn' && !timer.one('[data-act=turn]').offsetParent) timer.act('options');
  }

  /** A clip or the lock test, outside a session. @param {string} clip */
  async #test(clip) {
    const { say, score, session } = this.timer;
    if (session.active) return;
    if (session.state === 'done') session.reset();
    const sounding = await session.fetch();
    if (!session.active && !(await sounding?.test(score, clip))) this.timer.one('.timer__told').textContent = say.silent;
  }

  /** One more minute of rest. */
  #extend() {
    const { score, session } = this.timer;
    const line = session.asked && longer(score, session.asked, session.count());
    if (line) session.change(line);
  }

  /** Whether one can be had now: a class waits for nobody. @param {Sight} sight */
  #extends({ at, state, together, where, score, line }) {
    return state === 'running' && where.phase.id === 'rest' && !together && !!longer(score, line, at);
  }

  /** The sound is chosen anew; what was added to the session stays. @param {Timeline} line */
  resound({ more }) {
    const { choice, score, session } = this.timer;
    session.change(lengthened(score, build(score, choice.now), more));
  }

  /** Who may fall asleep over it lies in the dark, as soon as the legs are up; unless they have said otherwise. @param {Sight} sight */
  #dim({ score, line, where }) {
    if (this.#lit || where.part !== 1 || !score.purposes[line.choice.purpose].stay?.length) return;
    this.#lit = true;
    this.timer.look.lights = true;
  }

  /** What was left by a reload is what the page is about now. */
  #restore() {
    const { choice, score, session } = this.timer;
    const left = session.state === 'ready' && keptPlace(score);
    if (!left) return;
    session.restore(left, score, this.timer);
    choice.adopt(left.line.choice);
  }

  /** @param {Sight} sight when the hands have come */
  catchUp(sight) {
    this.#herald.catchUp(sight);
    this.#restore();
  }

  /** @param {string} name what the session says @param {Sight} sight */
  hear(name, sight) {
    this.#herald.hear(name, sight);
    const { mine, session } = this.timer;
    const { at, line, over, state } = session;
    if (!mine || !line) return;
    this.#dim(sight);
    const passed = Math.floor(at / EVERY);
    if (over) dropPlace();
    else if ((name === 'state' && state === 'paused') || (name === 'tick' && passed !== this.#noted)) {
      this.#noted = passed;
      keepPlace(line, at);
    }
  }

  /** @param {Pick<HTMLInputElement, 'checked' | 'dataset' | 'value'>} field was changed */
  change({ dataset, checked, value }) {
    const { set } = dataset;
    if (set === 'keep') {
      if (checked) keepAll(this.timer.choice);
    } else if (set === 'far') this.timer.look.far = checked;
    else if (set === 'strokes' || set === 'breath') choose(this.timer.choice, { [set]: checked });
    else if (set && value) choose(this.timer.choice, { [set]: /^\d+$/.test(value) ? +value : value });
    this.#keep();
  }

  #keep() {
    const { choice, keepBox, look } = this.timer;
    if (keepBox) keep(choice, keepBox.checked ? `${look.breath ? 'breath&' : ''}${look.lights ? 'lights&' : ''}turn=${look.turn}` : null);
  }

  /** In the dark, the lower half of the room is one big key. @param {Element} target */
  #touch(target) {
    const { mine, session, state } = this.timer;
    if (!target.closest('.timer__touch, .timer__floor') || target.closest('[data-act], label, .timer__sheet')) return;
    if (mine && (session.active || state === 'paused')) this.timer.act('go');
  }

  /** A touch must not end a session, a second of touching may. */
  #hold() {
    const { mine, session } = this.timer;
    if (!mine || !session.active) return;
    this.timer.one('[data-act=reset]').classList.add('timer__key--held');
    this.#holding = setTimeout(() => {
      this.letGo();
      session.reset();
    }, HOLD);
  }

  letGo() {
    clearTimeout(this.#holding);
    this.timer.one('[data-act=reset]').classList.remove('timer__key--held');
  }

  /**
   * What is around the picture: the page's title, the digits in words, and whether there is a page around.
   * @param {Sight} sight
   * @param {string} name over the digits
   * @param {boolean} busy
   * @param {boolean} lights are out
   * @returns {boolean} whether the room is all there is
   */
  paint(sight, name, busy, lights) {
    const { say, state, shown, line, at, where, why } = sight;
    this.#paintSun(sight);
    const { choice, look, mine, session } = this.timer;
    showMarks(this.timer, say, choice.now, look, this.armed);
    const [minutes = '', seconds = ''] = clock(shown).split(':');
    const left = () => say.left.replace('{time}', `${counted(minutes, 'minute')} ${counted(seconds, 'second')}`);
    this.timer.one('.timer__digits').setAttribute('aria-label', state === 'done' ? say.done : state === 'ready' ? spoken(shown, say) : left());
    const told = state === 'ready' ? '' : `${state === 'done' ? say.done : `${clock(shown - (session.active ? shown % 10 : 0))} ${name}`} – `;
    const title = told + choice.title;
    if ((mine || !session.owner) && document.title !== title) document.title = title;
    // A class can be left for a session of one's own before it is joined; while it gathers there is nowhere to go to.
    const join = state === 'ready' && classAt(sight) > 0;
    this.timer.one('[data-act=now]').hidden = !join;
    this.timer.one('[data-act=longer]').hidden = !this.#extends(sight);
    this.#offerDaily(state);
    for (const act of ['back', 'skip']) this.timer.one(`[data-act=${act}]`).hidden = state === 'waiting';
    const trouble = (state !== 'ready' && state !== 'paused' && say[why]) || '';
    const band = this.timer.one('.timer__band');
    if (band.textContent !== trouble) band.textContent = trouble;
    const dark = this.#stage.paint(line, at, { state, part: where.part, lights, busy, home: !!this.timer.keepBox });
    const full = busy || (dark && state === 'done');
    if (!busy) void this.#hall.fill(false);
    this.timer.one('.timer__room').dataset.still = `${this.#hall.still && state === 'running'}`;
    this.still(full);
    this.#holdFocus(`${state} ${this.timer.look.options} ${this.timer.look.ask}`);
    return full;
  }

  /** After the end: the way to the calendar, for the same session every day. Not on other people's pages. @param {string} state */
  #offerDaily(state) {
    const link = /** @type {HTMLAnchorElement | null} */ (this.timer.querySelector('.timer__daily'));
    if (!link || link.hidden === (state !== 'done')) return;
    link.hidden = state !== 'done';
    const { choice, score } = this.timer;
    const here = document.querySelector('#take-time') ? '' : new URL(`../../${sessionPath(score, choice.now)}`, new URL(score.sound.base, document.baseURI)).href;
    link.href = `${here}#take-time`;
  }

  /** A key that goes takes the focus with it: then Start gets it, or what opened the options. @param {string} picture */
  #holdFocus(picture) {
    if (picture === this.#picture) return;
    this.#picture = picture;
    const last = this.#last;
    const { activeElement: now } = document;
    if (!last || last.getClientRects().length || (now && now !== last && now !== document.body)) return;
    const next = last.closest('.timer__sheet') ? '[data-act=options]' : last.closest('.timer__ask') ? '[data-act=ask]' : '.timer__go';
    this.timer.one(this.timer.one(next).getClientRects().length ? next : '.timer__go').focus({ preventScroll: true });
  }

  /** The sun is told once a breath where to go and how long it has. @param {Sight} sight */
  #paintSun(sight) {
    const [inhale, exhale, now] = breathAt(sight);
    const [up, left] = now < inhale ? [1, inhale - now] : [0, inhale + exhale - now];
    if (this.#sun === `${up}${sight.state}`) return;
    this.#sun = `${up}${sight.state}`;
    // Who breathes with a sound feels it too, where a screen is lit and the device can shake.
    if (sight.line.choice.breath && sight.where.phase.id === 'breathe' && sight.state === 'running' && !document.hidden) navigator.vibrate?.(up ? IN : OUT);
    const { style } = this.timer.one('.timer__room');
    style.setProperty('--breath', `${up}`);
    style.setProperty('--breathing', `${left.toFixed(2)}s`);
  }

  /** The timer is taken out of the page. */
  leave() {
    const { choice, mine } = this.timer;
    if (mine) document.title = choice.title;
    this.still(false);
    this.letGo();
    this.#stage.leave();
  }

  /** While the room is all there is, nothing behind it takes focus. @param {boolean} still */
  still(still) {
    if (still === this.#stilled.length > 0) return;
    for (const one of this.#stilled) one.toggleAttribute('inert', false);
    this.#stilled = [];
    if (!still) return;
    for (let one = /** @type {Element} */ (this.timer); one.parentElement && one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) {
        if (other !== one && !other.hasAttribute('inert')) this.#stilled.push(other);
      }
    }
    for (const one of this.#stilled) one.toggleAttribute('inert', true);
  }
}

/**
 * "9 minutes", in the language of the page. A translator may have written something there that is none.
 * @param {string} value
 * @param {string} unit
 */
function counted(value, unit) {
  const options = /** @type {const} */ ({ style: 'unit', unit, unitDisplay: 'long' });
  try {
    return (+value).toLocaleString(document.documentElement.lang || undefined, options);
  } catch {
    return (+value).toLocaleString(undefined, options);
  }
}
