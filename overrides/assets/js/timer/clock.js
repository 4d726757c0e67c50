// The clock without sound. performance.now() stands still while most devices sleep; Date.now() jumps when someone
// sets the clock. Each covers for the other.

export class QuietClock {
  /** @param {number} at seconds, where it starts */
  constructor(at, steady = performance.now(), wall = Date.now()) {
    this.at = at;
    this.steady = steady;
    this.wall = wall;
  }

  /**
   * Count the time since the last tick.
   * @param {boolean} away whether the page was hidden at any moment since the last tick: only then may the device have slept
   */
  tick(away, steady = performance.now(), wall = Date.now()) {
    const gone = steady - this.steady;
    const slept = wall - this.wall;
    this.at += (away && slept > gone + 1500 ? slept : gone) / 1000;
    this.steady = steady;
    this.wall = wall;
    return this.at;
  }
}
