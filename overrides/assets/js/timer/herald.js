// What a timer says to those who do not look at it: screen readers, and the page around it by its events.

import { lines } from './reading.js';
import { place } from './timeline.js';

/** @import { Sight } from './reading.js' */
/** @import { PracticeTimer } from './timer.js' */

/** Seconds around a bell, and milliseconds of a shake. */
const AROUND = 2;
const SHAKE = 250;

export class Herald {
  #begun = false;

  /** @param {PracticeTimer} timer */
  constructor(timer) {
    this.timer = timer;
  }

  /** What happened before there was someone to say it. @param {Sight} sight */
  catchUp(sight) {
    this.hear('state', sight);
    if (sight.state === 'running') this.hear('phase', sight);
  }

  /**
   * @param {string} name what the session says
   * @param {Sight} sight
   */
  hear(name, sight) {
    const { timer } = this;
    const { line, at, state, over, why } = timer.session;
    if (!timer.mine || !line) return;
    const { say } = sight;
    const { phase } = place(line, at);
    const tell = (/** @type {string} */ type) => timer.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { phase: phase.id, at } }));
    if (name === 'phase') {
      tell('practice-phase');
      this.#shake();
      this.tell(`${phase.name}. ${phase.does}`);
    } else if (name === 'minute') this.tell(say.one_minute);
    else if (name === 'state') {
      if (state === 'paused') tell('practice-pause');
      if (state === 'running' && !this.#begun) tell('practice-start');
      if (this.#begun && over) tell('practice-end');
      this.#begun = !over && (this.#begun || state === 'running');
      if (['waiting', 'paused', 'done'].includes(state)) this.tell(lines(sight).join('. '));
      else if (why) this.tell(say[why]);
    }
  }

  /** Where no sound rings, a device may shake as often as the bell would ring. */
  #shake() {
    const { at, line, quiet } = this.timer.session;
    const bell = line?.bells.find((one) => Math.abs(one.at - at) < AROUND);
    if (quiet && bell) navigator.vibrate?.(Array(bell.strokes * 2 - 1).fill(SHAKE));
  }

  /** @param {string} words for whoever cannot see, once */
  tell(words) {
    const status = this.timer.one('.timer__status');
    // The same words twice are said twice.
    status.textContent = words === status.textContent ? `${words}\u00a0` : words;
  }
}
