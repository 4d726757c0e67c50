// What the system around the page can be asked for: screen light, word to other tabs, a question before leaving.
// Every one of them may be missing or refuse, and none of them matters to the time.

/** Asking in a frame that may not is told as an error in the page around it. Chromium alone says so beforehand. */
const mayLight = () => /** @type {any} */ (document).featurePolicy?.allowsFeature('screen-wake-lock') !== false;

/** The screen stays on if the device allows. A refusal is no error, and a promise no proof. */
export class Lamp {
  /** @type {WakeLockSentinel | null} */ #lock = null;
  #asking = false;
  /** @param {() => boolean} wanted */
  constructor(wanted) {
    this.wanted = wanted;
  }
  /** Ask again, or let go. */
  async light() {
    if (!this.wanted()) {
      this.#lock?.release().catch(() => {});
      this.#lock = null;
    } else if (mayLight() && !document.hidden && !this.#asking && (!this.#lock || this.#lock.released)) {
      this.#asking = true;
      this.#lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
      this.#asking = false;
      if (!this.wanted()) this.light();
    }
  }
}

/**
 * One tab rings: whoever begins tells the others.
 * @param {() => void} heard
 * @returns {() => void} tell them
 */
export function phone(heard) {
  try {
    const line = new BroadcastChannel('legs-up');
    line.onmessage = heard;
    return () => line.postMessage(1);
  } catch {
    return () => {};
  }
}

const stay = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();

/** @param {boolean} ask before a running session is left */
export const leave = (ask) => (ask ? addEventListener : removeEventListener)('beforeunload', /** @type {EventListener} */ (stay));
