// What the system around the page can be asked for: screen light, word to other tabs, a question before leaving.
// Every one of them may be missing or refuse, and none of them matters to the time.

/** Asking in a frame that may not is told as an error in the page around it. Chromium alone says so beforehand. */
const mayAsk = () => /** @type {any} */ (document).featurePolicy?.allowsFeature('screen-wake-lock') !== false;

/** The screen stays on if the device allows. A refusal is no error, and a promise no proof. */
export class WakeLock {
  /** @type {WakeLockSentinel | null} */ #sentinel = null;
  #asking = false;
  /** @param {() => boolean} wanted */
  constructor(wanted) {
    this.wanted = wanted;
  }
  /** Ask again, or let go. */
  async update() {
    if (!this.wanted()) {
      this.#sentinel?.release().catch(() => {});
      this.#sentinel = null;
    } else if (mayAsk() && !document.hidden && !this.#asking && (!this.#sentinel || this.#sentinel.released)) {
      this.#asking = true;
      this.#sentinel = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
      this.#asking = false;
      if (!this.wanted()) this.update();
    }
  }
}

/**
 * One tab rings: whoever begins tells the others.
 * @param {() => void} heard
 * @returns {() => void} tell them
 */
export function otherTabs(heard) {
  try {
    const channel = new BroadcastChannel('legs-up');
    channel.onmessage = heard;
    return () => channel.postMessage(1);
  } catch {
    return () => {};
  }
}

const stay = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();

/** @param {boolean} ask before a running session is left */
export const askBeforeLeaving = (ask) => (ask ? addEventListener : removeEventListener)('beforeunload', /** @type {EventListener} */ (stay));

/**
 * What happens to the page.
 * @param {{ look: () => void, leave: (kept: boolean) => void, touch: () => void }} page it may be seen again or not any more;
 *   it is left, perhaps to come back; it is touched
 */
export function watchPage({ look, leave, touch }) {
  for (const name of ['visibilitychange', 'resume']) document.addEventListener(name, look);
  for (const name of ['pageshow', 'focus']) addEventListener(name, look);
  addEventListener('pagehide', ({ persisted }) => leave(persisted));
  addEventListener('click', touch);
}
