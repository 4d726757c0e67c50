// Lights out: the page behind the room and the browser's own bars are as dark as the room, until someone touches the screen after the
// end. Half a minute after the last touch the digits dim too.

/** Milliseconds. */
const BRIGHT = 30_000;
const BLACK = '#050304';

export class Night {
  /** Dark still, after the end: nobody has touched the screen yet. */
  holds = false;
  #dark = false;
  #touched = performance.now();
  /** @type {[HTMLMetaElement, string][]} */
  #bars = [.../** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll('meta[name=theme-color]'))].map((bar) => [bar, bar.content]);

  #touch = () => {
    this.#touched = performance.now();
    this.holds = false;
    // After the press itself has been heard: a touch on a key is one on that key as it stood.
    setTimeout(this.woken);
  };

  /** @param {() => void} woken someone has touched the screen in the dark */
  constructor(woken) {
    this.woken = woken;
  }

  /**
   * @param {boolean} lights are out
   * @param {string} state of the session
   * @param {boolean} resting nothing is to be done, so nothing need be bright
   * @returns {boolean} whether the digits dim
   */
  paint(lights, state, resting) {
    if (lights && state !== 'ready' && state !== 'done') this.holds = true;
    if (!lights || state === 'ready') this.holds = false;
    this.darken(this.holds);
    if (!resting) this.#touched = Math.max(this.#touched, performance.now() - BRIGHT + 1000);
    return lights && resting && performance.now() - this.#touched > BRIGHT;
  }

  /** @param {boolean} dark */
  darken(dark) {
    if (dark === this.#dark) return;
    this.#dark = dark;
    this.#touched = performance.now();
    for (const name of ['pointerup', 'keyup']) document[dark ? 'addEventListener' : 'removeEventListener'](name, this.#touch, true);
    document.documentElement.classList.toggle('unlit', dark);
    for (const [bar, usual] of this.#bars) bar.content = dark ? BLACK : usual;
  }
}
