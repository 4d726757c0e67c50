// <practice-timer>: the room that stands in the page gets its body, its time and keys that act. All markup and words are the page's.

import { build, classStart, place } from './timeline.js';
import { readLink, usual, writeLink } from './link.js';
import { session } from './session.js';
import { note } from './store.js';
import { layBody } from './body.js';

/** @import { Choice, Score, Timeline } from './timeline.js' */

const SETTINGS = 'legs-up-settings';
const SEEN = 'legs-up-care';
const HOLD = 1000;

/** @param {number} seconds as on a clock face */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;

class PracticeTimer extends HTMLElement {
  static #count = 0;
  /** @type {AbortController | null} */ #ties = null;
  /** @type {Record<string, string>} */ #say = {};
  #score = /** @type {Score} */ ({});
  #choice = /** @type {Choice} */ ({});
  #line = /** @type {Timeline} */ ({});
  #session = session();
  #look = { breath: false, lights: false, turn: 0, options: false, ask: false };
  #empty = (/** @type {number} */ _gone) => {};
  #drawn = '';
  #armed = 0;
  #holding = 0;
  #told = '';
  #begun = false;
  #title = '';
  /** @type {Element[]} */ #stilled = [];

  connectedCallback() {
    const score = this.querySelector('.timer__score');
    if (this.#ties || !score) return;
    const { signal } = (this.#ties = new AbortController());
    this.#score = JSON.parse(score.textContent ?? '');
    this.#say = JSON.parse(this.#one('.timer__words').textContent ?? '');
    if (!this.#line.choice) {
      const mask = this.#one('mask');
      mask.id = `timer-${PracticeTimer.#count++}`;
      this.#one('.timer__body g').setAttribute('mask', `url(#${mask.id})`);
      const other = /** @type {HTMLSelectElement} */ (this.#one('select[data-set=minutes]'));
      for (let minutes = this.#score.least; minutes <= this.#score.most; minutes++) other.add(new Option(this.#spoken(minutes * 60), `${minutes}`));
      this.#choose(this.#first());
    }
    this.#one('.timer__room').toggleAttribute('inert', false);
    this.classList.add('timer--live');
    this.#title ||= document.title;

    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => this.addEventListener(name, act, { signal });
    on('click', (event) => this.#click(event.target));
    on('change', (event) => this.#change(event.target));
    on('submit', (event) => event.preventDefault());
    on('keydown', (event) => event.key === 'Escape' && this.#look.options && this.#act('options'));
    on('pointerdown', (event) => event.target.closest('[data-act=reset]') && this.#hold());
    for (const name of ['up', 'cancel', 'leave']) on(`pointer${name}`, () => this.#letGo());
    for (const name of ['state', 'phase', 'minute', 'seek', 'silent', 'tick']) this.#session.addEventListener(name, () => this.#hear(name), { signal });
    const sizes = new ResizeObserver(() => this.#draw());
    sizes.observe(this.#one('.timer__air'));
    signal.addEventListener('abort', () => sizes.disconnect());

    const { owner } = this.#session;
    if (owner instanceof HTMLElement && !owner.isConnected) this.#session.owner = this;
    this.#session.restore(this.#score, this);
    this.#hear('');
  }

  disconnectedCallback() {
    this.#ties?.abort();
    this.#ties = null;
    this.#still(false);
    clearTimeout(this.#holding);
    if (this.#mine) document.title = this.#title;
  }

  /** @param {string} selector */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** Not in the embed: what is kept on this device is not its to read or to drop. */
  get #keepBox() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('[data-set=keep]'));
  }

  get #mine() {
    return this.#session.owner === this;
  }

  get state() {
    return this.#mine ? this.#session.state : 'ready';
  }

  /** The share of the session that is over. */
  get #gone() {
    return this.state === 'ready' ? 0 : this.#session.at / this.#line.total;
  }

  /** What is offered first: the page's own, then what this device kept, then what the link says. */
  #first() {
    const score = this.#score;
    const box = this.#keepBox;
    const kept = box && note('localStorage', SETTINGS);
    const { minutes, purpose, version, start, ...own } = readLink(score, kept ?? '');
    const look = new URLSearchParams(kept ?? '');
    Object.assign(this.#look, { breath: look.has('breath'), lights: look.has('lights'), turn: +(look.get('turn') ?? 0) & 3 });
    if (box) box.checked = !!kept;
    this.#one('.timer__care').hidden = !!(kept || note('sessionStorage', SEEN));
    return usual(score, { ...own, ...readLink(score, location.search) });
  }

  /** @param {Partial<Choice>} change */
  #choose(change) {
    const choice = (this.#choice = { ...this.#choice, ...change });
    this.#line = build(this.#score, choice);
    for (const box of this.querySelectorAll('input[type=radio]')) {
      const radio = /** @type {HTMLInputElement} */ (box);
      radio.checked = +radio.value === choice.minutes;
    }
    const { published } = this.#score;
    this.#pick('select[data-set=minutes]', published.includes(choice.minutes) ? '' : `${choice.minutes}`);
    this.#pick('[data-set=bells]', choice.bells);
    this.#pick('[data-set=settle]', `${choice.settle}`);
    this.#keep();
  }

  /**
   * @param {string} selector
   * @param {string} value
   */
  #pick(selector, value) {
    const list = /** @type {HTMLSelectElement} */ (this.#one(selector));
    list.value = value;
    if (list.value !== value) list.add(new Option(this.#spoken(+value), value, true, true));
    list.closest('.timer__length')?.classList.toggle('timer__length--chosen', value !== '');
  }

  /** @param {number} seconds 330 is 5½ min */
  #spoken(seconds) {
    const halves = Math.round(seconds / 30);
    return `${Math.floor(halves / 2) || ''}${halves % 2 ? '½' : ''} ${this.#say.min}`;
  }

  #keep() {
    const { breath, lights, turn } = this.#look;
    const box = this.#keepBox;
    const text = `${writeLink(this.#choice)}${breath ? '&breath' : ''}${lights ? '&lights' : ''}&turn=${turn}`;
    if (box) note('localStorage', SETTINGS, box.checked ? text : null);
  }

  /** @param {Element} target */
  #click(target) {
    const key = /** @type {HTMLElement | null} */ (target.closest('[data-act]'));
    if (key) return this.#act(/** @type {string} */ (key.dataset.act));
    // In the dark, the lower half of the room is one big key.
    if (!target.closest('.timer__touch, .timer__floor') || target.closest('label, .timer__sheet')) return;
    if (this.#mine && (this.#session.active || this.state === 'paused')) this.#act('go');
  }

  /** @param {string} act */
  #act(act) {
    const { active } = this.#session;
    const mine = this.#mine;
    const look = this.#look;
    if (act !== 'reset') this.#armed = 0;
    if (act === 'go') this.#go();
    else if (act === 'skip' && mine) this.#session.step(1);
    else if (act === 'back' && mine) this.#session.step(-1);
    else if (act === 'reset' && mine) {
      const now = Date.now();
      if (!active || now - this.#armed < 4000) this.#session.reset();
      else {
        this.#armed = now;
        this.#tell(this.#say.hold);
      }
    } else if (act === 'bells') this.#set({ bells: this.#choice.bells === 'off' ? this.#score.purposes[this.#choice.purpose].bells : 'off' });
    else if (act === 'voice') this.#set({ voice: !this.#choice.voice });
    else if (act === 'breath' || act === 'lights' || act === 'options' || act === 'ask') look[act] = !look[act];
    else if (act === 'turn') look.turn = (look.turn + 1) % 4;
    else if (act === 'care') this.#seen();
    else if (act === 'check' || act === 'lock') {
      this.#one('.timer__told').textContent = this.#say[act];
      this.#session.test(this.#score, act === 'lock' ? '../lock-test' : `bell-settled-${this.#choice.bells === 'soft' ? 'soft' : 'clear'}`);
    }
    this.#keep();
    this.#paint();
    this.#draw();
    if (act === 'care') this.#one('.timer__go').focus();
  }

  #go() {
    if (['paused', 'stopped', 'restored'].includes(this.state)) this.#session.resume();
    else if (this.#mine && this.#session.active) this.#session.pause();
    else {
      this.#look.options = false;
      this.#seen();
      this.#session.start(this.#score, this.#choice, this);
    }
  }

  #seen() {
    this.#one('.timer__care').hidden = true;
    note('sessionStorage', SEEN, '1');
  }

  /** @param {Partial<Choice>} change while a session runs, it goes on from the same place with the new sound */
  #set(change) {
    this.#choose(change);
    if (this.#mine) this.#session.change(this.#choice);
  }

  /** @param {HTMLInputElement} box */
  #change(box) {
    const { set } = box.dataset;
    if (set === 'keep') this.#keep();
    else if (set === 'bells') this.#set({ bells: /** @type {any} */ (box.value) });
    else if (set && !this.#session.active && box.value) {
      if (this.#mine) this.#session.reset();
      this.#choose({ [set]: +box.value });
    }
    this.#paint();
    this.#draw();
  }

  /** A touch must not end a session, a second of touching may. */
  #hold() {
    if (!this.#mine || !this.#session.active) return;
    this.#one('[data-act=reset]').classList.add('timer__key--held');
    this.#holding = setTimeout(() => {
      this.#letGo();
      this.#session.reset();
    }, HOLD);
  }

  #letGo() {
    clearTimeout(this.#holding);
    this.#one('[data-act=reset]').classList.remove('timer__key--held');
  }

  /** @param {string} name what the session says */
  #hear(name) {
    const { line, at, state, over } = this.#session;
    const mine = this.#mine;
    if (mine && line) {
      this.#line = line;
      const { phase } = place(line, at);
      const tell = (/** @type {string} */ type) => this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { phase: phase.id, at } }));
      if (name === 'phase') {
        tell('practice-phase');
        this.#tell(`${phase.name}. ${phase.does}`);
      } else if (name === 'minute') this.#tell(this.#say.one_minute);
      else if (name === 'state') {
        if (state === 'paused') tell('practice-pause');
        if (state === 'running' && !this.#begun) tell('practice-start');
        if (this.#begun && over) tell('practice-end');
        this.#begun = !over && (this.#begun || state === 'running');
        if (state === 'waiting' || state === 'paused' || state === 'stopped' || state === 'done') this.#tell(this.#words().join('. '));
        else if (this.#session.why) this.#tell(this.#say[this.#session.why]);
      }
    }
    if (name === 'silent') this.#one('.timer__told').textContent = this.#say.silent;
    if (!mine && name === 'state') this.#choose({});
    this.#paint();
    // At first the observer of sizes draws, when there is a layout anyway.
    if (name && name !== 'tick') this.#draw();
  }

  /** @param {string} words for whoever cannot see, once */
  #tell(words) {
    const status = this.#one('.timer__status');
    // The same words twice are said twice.
    status.textContent = words === status.textContent ? `${words}\u00a0` : words;
  }

  /** @returns {string[]} the line over the digits and the line under them */
  #words() {
    const say = this.#say;
    const state = this.state;
    const { choice, total } = this.#line;
    const at = this.#mine ? this.#session.at : 0;
    const { phase, text, part, left } = place(this.#line, at);
    if (state === 'ready') {
      const soon = choice.start && classStart(choice.start, Date.now(), total) ? say.class_soon.replace('{time}', choice.start) : '';
      return [say.ready, soon || say.total.replace('{minutes}', `${choice.minutes}`).replace('{total}', this.#spoken(total))];
    }
    if (state === 'done') return [say.done, say.over];
    if (state !== 'running') {
      const why = this.#session.why;
      return [say[state].replace('{time}', choice.start), (state === 'paused' && why && say[why]) || say[`${state}_does`]];
    }
    const [inhale] = this.#score.purposes[choice.purpose].breath;
    const breath = this.#look.breath && part === 1 ? (this.#breath() < inhale ? say.breathe_in : say.breathe_out) : '';
    if (!this.#look.lights) return [phase.name, breath || text];
    return [breath || phase.name, left > 60 ? say.minutes_left : say.last_minute];
  }

  /** Where in a breath we are, in seconds. */
  #breath() {
    const [inhale, exhale] = this.#score.purposes[this.#line.choice.purpose].breath;
    return Math.max(0, this.#session.at - this.#line.parts[0]) % (inhale + exhale);
  }

  #paint() {
    const state = this.state;
    const busy = state !== 'ready' && state !== 'done';
    const at = this.#mine ? this.#session.at : 0;
    const { part, left } = place(this.#line, at);
    const shown = Math.max(0, Math.ceil(state === 'ready' ? this.#line.choice.minutes * 60 : left));
    const breath = this.#look.breath && part === 1 && state === 'running';
    const face = this.#paintReading(shown, busy && at >= 0);
    this.#paintKeys(shown);
    this.#paintSun();
    Object.assign(this.#one('.timer__room').dataset, { ...this.#look, state, part, breath, busy, idle: !busy || state === 'restored', digits: face.length });
    this.#empty(this.#gone);
    const full = busy && state !== 'restored';
    this.classList.toggle('timer--full', full);
    this.#still(full);
  }

  /**
   * @param {string} selector
   * @param {string} words
   */
  #write(selector, words) {
    const place = this.#one(selector);
    if (place.textContent !== words) place.textContent = words;
  }

  /**
   * The digits and the words around them, and the page's title.
   * @param {number} shown seconds
   * @param {boolean} counting
   * @returns {string} the large digits
   */
  #paintReading(shown, counting) {
    const say = this.#say;
    const state = this.state;
    const mine = this.#mine;
    const over = state === 'done';
    const { active, why, owner } = this.#session;
    const [minutes, seconds] = clock(shown).split(':');
    const short = this.#look.lights && counting;
    const face = over ? say.done : short ? `${Math.max(1, Math.ceil(shown / 60))}` : minutes;
    const [name, cue] = this.#words();
    this.#write('.timer__phase', over ? '' : name);
    this.#write('.timer__cue', cue);
    this.#write('.timer__minutes', face);
    this.#write('.timer__seconds', over || short ? '' : `:${seconds}`);
    const { purpose, version } = this.#choice;
    const asked = [purpose !== 'general' && this.#score.purposes[purpose].name, version !== 'wall' && this.#score.versions[version].name];
    this.#write('.timer__note', (mine && state !== 'paused' && say[why]) || (active ? '' : asked.filter(Boolean).join(' · ')));
    const unit = (/** @type {string} */ value, /** @type {string} */ unit) =>
      (+value).toLocaleString(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' });
    const label = over ? face : state === 'ready' ? this.#spoken(shown) : say.left.replace('{time}', `${unit(minutes, 'minute')} ${unit(seconds, 'second')}`);
    this.#one('.timer__digits').setAttribute('aria-label', label);

    const told = over ? `${face} – ` : state === 'ready' ? '' : `${clock(shown - (active ? shown % 10 : 0))} ${name} – `;
    const title = mine ? told + this.#title : this.#title;
    if ((mine || !owner) && document.title !== title) document.title = title;
    return face;
  }

  /** @param {number} shown seconds */
  #paintKeys(shown) {
    const say = this.#say;
    const state = this.state;
    const { bells, voice } = this.#choice;
    const { breath, lights, options, ask } = this.#look;
    const words = { paused: say.carry_on, stopped: say.carry_on, restored: say.continue_at.replace('{time}', clock(shown)), done: say.again, ready: say.start };
    const running = !(state in words);
    this.#write('.timer__go span', running ? say.pause : words[/** @type {keyof words} */ (state)]);
    this.#one('.timer__go').dataset.face = running ? 'pause' : state === 'done' ? 'reset' : 'play';
    this.#write('[data-act=reset] span', Date.now() - this.#armed < 4000 ? say.again_to_end : say.reset);
    const mark = (/** @type {string} */ name, /** @type {Record<string, boolean>} */ keys) => {
      for (const act in keys) this.#one(`[data-act=${act}]`).setAttribute(name, `${keys[act]}`);
    };
    mark('aria-pressed', { bells: bells !== 'off', voice, breath, lights });
    mark('aria-expanded', { options, ask });
    /** @type {HTMLSelectElement} */ (this.#one('[data-set=settle]')).disabled = running || state === 'paused';
  }

  /** The sun is told once a breath where to go and how long it has. */
  #paintSun() {
    const [inhale, exhale] = this.#score.purposes[this.#line.choice.purpose].breath;
    const now = this.#breath();
    const [up, left] = now < inhale ? [1, inhale - now] : [0, inhale + exhale - now];
    if (this.#told === `${up}${this.state}`) return;
    this.#told = `${up}${this.state}`;
    const { style } = this.#one('.timer__room');
    style.setProperty('--breath', `${up}`);
    style.setProperty('--breathing', `${left.toFixed(2)}s`);
  }

  /** While the room is all there is, nothing behind it takes focus. @param {boolean} still */
  #still(still) {
    if (still === this.#stilled.length > 0) return;
    for (const one of this.#stilled) one.toggleAttribute('inert', false);
    this.#stilled = [];
    if (!still) return;
    for (let one = /** @type {Element} */ (this); one.parentElement && one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) {
        if (other !== one && !other.hasAttribute('inert')) this.#stilled.push(other);
      }
    }
    for (const one of this.#stilled) one.toggleAttribute('inert', true);
  }

  /** Lay the body anew when the room or the session changes shape. */
  #draw() {
    const air = this.#one('.timer__air');
    const { lights } = this.#look;
    const flat = this.state === 'done';
    const key = [air.clientWidth, air.clientHeight, lights, flat, this.#line.parts].join();
    if (key === this.#drawn || !air.clientWidth) return;
    this.#drawn = key;
    this.#empty = layBody(this.#one('.timer__room'), { lights, flat, parts: this.#line.parts });
    this.#empty(this.#gone);
  }
}

if (!customElements.get('practice-timer')) customElements.define('practice-timer', PracticeTimer);
