// While the room is all there is, nothing behind it takes focus.

export class Alone {
  /** @type {Element[]} */ #stilled = [];

  /**
   * @param {Element} element what stays awake
   * @param {boolean} still
   */
  still(element, still) {
    if (still === this.#stilled.length > 0) return;
    for (const one of this.#stilled) one.toggleAttribute('inert', false);
    this.#stilled = [];
    if (!still) return;
    for (let one = element; one.parentElement && one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) {
        if (other !== one && !other.hasAttribute('inert')) this.#stilled.push(other);
      }
    }
    for (const one of this.#stilled) one.toggleAttribute('inert', true);
  }
}
