// The search for a sound, seen from the session: one at a time.

import { forget, rescue, sample } from './rescue.js';

/** @import { Score, Timeline } from './timeline.js' */
/** @import { Source } from './player.js' */

/**
 * @typedef {object} Seeker who wants a sound
 * @property {boolean} active
 * @property {() => number} place
 * @property {() => Source | null} playing
 * @property {(source: Source) => void} open
 * @property {(why: string) => void} tell what is missing
 */

export class Finder {
  /** Each search is a generation: when the next begins, the one before has nothing more to say. */
  #generation = 0;
  /** @type {((plays: boolean) => void) | undefined} waits to hear whether what was found plays */ #opened;
  /** @type {Set<string>} tracks that are cut off, or lie on a host that cannot begin in the middle */ spoiled = new Set();

  /** @param {Seeker} seeker */
  constructor(seeker) {
    this.seeker = seeker;
  }

  /** Whether a search waits for its sound to play. */
  get busy() {
    return !!this.#opened;
  }

  stop() {
    this.#generation += 1;
    this.give(false);
  }

  /** @param {boolean} plays what was found */
  give(plays) {
    this.#opened?.(plays);
    this.#opened = undefined;
  }

  /** @param {Score} score @param {Timeline} line */
  search(score, line) {
    this.stop();
    const generation = this.#generation;
    const { seeker } = this;
    const wanted = () => generation === this.#generation && seeker.active;
    void rescue({
      score,
      line,
      wanted,
      at: () => seeker.place(),
      playing: () => seeker.playing(),
      spoiled: (url) => this.spoiled.has(url),
      say: (why) => wanted() && seeker.tell(why),
      open: (source) =>
        new Promise((done) => {
          if (!wanted()) return done(false);
          this.#opened = done;
          seeker.open(source);
        }),
    });
  }

  /**
   * An address for what is tried before a session, made here; '' when that cannot be.
   * @param {Score} score
   * @param {string} clip
   */
  async sample(score, clip) {
    this.stop();
    const generation = this.#generation;
    const url = await sample(score, clip);
    return generation === this.#generation && url ? url : '';
  }

  /** Nothing that was made for a session outlives it. */
  forget() {
    forget();
  }
}
