// What comes with the first start: who lies in the room, and how dark it is. The timer says what is so, four times a second.

import { Scene, figureAt } from './scene.js';
import { Night } from './night.js';

/** @import { Timeline } from './timeline.js' */

/** From here on an embed has room for somebody: CSS pixels. */
const LEAST = [360, 400];
/** In a lower one the digits are all there is while nothing is to be done: they are read from across the room. */
const QUIET = 560;

export class Stage {
  #room;
  #scene;
  #night;

  /**
   * @param {HTMLElement} room
   * @param {() => void} woken someone has touched the screen in the dark
   */
  constructor(room, woken) {
    this.#room = room;
    this.#scene = new Scene(room);
    this.#night = new Night(woken);
  }

  leave() {
    this.#night.darken(false);
  }

  /**
   * @param {Timeline} line
   * @param {number} at
   * @param {{state: string, part: number, lights: boolean, busy: boolean, home: boolean}} now
   * @returns {boolean} whether it stays dark, until someone touches the screen
   */
  paint(line, at, { state, part, lights, busy, home }) {
    const { dataset } = this.#room;
    // At home there is always room, and asking for the size would cost a layout.
    const roomy = home || (this.#room.clientWidth >= LEAST[0] && this.#room.clientHeight >= (part === 1 ? QUIET : LEAST[1]));
    const staged = busy && roomy && (!lights || part === 2);
    dataset.stage = `${staged}`;
    dataset.dim = `${this.#night.paint(lights, state, part === 1 && state === 'running')}`;
    this.#scene.show(staged ? figureAt(line, at) : '', line.choice.version, part === 1);
    return this.#night.holds;
  }
}
