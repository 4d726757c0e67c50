// The lock screen shows the session and works its keys. Loaded when a session has begun: nothing waits for it.

/** @import { Session } from './session.js' */

/** Seconds that a key goes when the system does not say how far. */
const STEP = 10;

/** @param {Session} session */
export function tellMedia(session) {
  const media = navigator.mediaSession;
  const { over, active, state, line } = session;
  if (!media || !line) return;
  // A class that has not begun has nowhere to go to.
  const still = over || state === 'waiting';
  /** @type {[MediaSessionAction, MediaSessionActionHandler | null][]} */
  const keys = [
    ['play', over ? null : () => session.resume()],
    ['pause', over ? null : () => session.pause()],
    ['stop', over ? null : () => session.pause()],
    ['previoustrack', still ? null : () => session.step(-1)],
    ['nexttrack', still ? null : () => session.step(1)],
    ['seekbackward', still ? null : ({ seekOffset }) => session.seek(session.at - (seekOffset || STEP))],
    ['seekforward', still ? null : ({ seekOffset }) => session.seek(session.at + (seekOffset || STEP))],
    ['seekto', still ? null : ({ seekTime }) => session.seek(seekTime ?? session.at)],
  ];
  for (const [key, act] of keys) {
    try {
      media.setActionHandler(key, act);
    } catch {
      // This browser does not have this key.
    }
  }
  media.playbackState = over ? 'none' : active ? 'playing' : 'paused';
  if (over) return void (media.metadata = null);
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=apple-touch-icon]'))?.href;
  media.metadata = new MediaMetadata({ title: session.phase, artist: session.title, artwork: icon ? [{ src: icon }] : [] });
  media.setPositionState?.({ duration: line.total, position: Math.max(0, Math.min(line.total, session.at)) });
}
