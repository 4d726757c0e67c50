// A timer for a whole room: full screen, large, and no keys until the pointer moves. Not for phones.

/** So long after the last movement the keys are there. Milliseconds. */
const SEEN = 3000;

export class Hall {
  #moved = 0;
  #filled = false;

  constructor() {
    for (const name of ['pointermove', 'keydown']) addEventListener(name, () => (this.#moved = performance.now()));
  }

  /** The link asks for it: ?room */
  get wanted() {
    return new URLSearchParams(location.search).has('room');
  }

  /** Nobody is at the keys. */
  get still() {
    return performance.now() - this.#moved > SEEN;
  }

  /** In the press on Start itself: browsers allow it only there. @param {boolean} full */
  async fill(full) {
    if (full === this.#filled) return;
    this.#filled = full;
    try {
      if (full) await document.documentElement.requestFullscreen();
      else if (document.fullscreenElement) await document.exitFullscreen();
    } catch {
      // It is large all the same.
    }
  }
}
