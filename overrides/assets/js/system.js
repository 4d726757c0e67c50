// What the system around the page can be asked for: screen light, lock-screen keys, other tabs, a question before leaving.
// Every one of them may be missing or refuse, and none of them matters to the time.

/** @import { Session } from './session.js' */

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
    } else if (!document.hidden && !this.#asking && (!this.#lock || this.#lock.released)) {
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

/**
 * The lock screen shows the session and works its keys.
 * @param {Session} session
 * @param {string} name of the phase
 */
export function tellSystem(session, name) {
  const media = navigator.mediaSession;
  const { line, state, active } = session;
  if (!media || !line || session.quiet) return;
  const over = state === 'ready' || state === 'done';
  /** @type {[MediaSessionAction, MediaSessionActionHandler][]} */
  const keys = [
    ['play', () => session.resume()],
    ['pause', () => session.pause()],
    ['stop', () => session.pause()],
    ['previoustrack', () => session.step(-1)],
    ['nexttrack', () => session.step(1)],
    ['seekbackward', () => session.seek(session.at - 10)],
    ['seekforward', () => session.seek(session.at + 10)],
    ['seekto', ({ seekTime }) => session.seek(seekTime ?? session.at)],
  ];
  for (const [key, act] of keys) {
    try {
      media.setActionHandler(key, over ? null : act);
    } catch {
      // This browser does not have this key.
    }
  }
  media.playbackState = over ? 'none' : active ? 'playing' : 'paused';
  if (over) return void (media.metadata = null);
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=apple-touch-icon]'))?.href;
  media.metadata = new MediaMetadata({ title: name, artist: document.title, artwork: icon ? [{ src: icon }] : [] });
  media.setPositionState?.({ duration: line.total, position: Math.max(0, Math.min(line.total, session.at)) });
}
