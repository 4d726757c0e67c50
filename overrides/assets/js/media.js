// The lock screen shows the session and works its keys. Loaded when a session has begun: nothing waits for it.

/** @import { Session } from './session.js' */
/** @import { Timeline } from './timeline.js' */

/**
 * @param {Session} session
 * @param {Timeline} line
 * @param {string} name of the phase
 */
export function tellMedia(session, line, name) {
  const media = navigator.mediaSession;
  const { over, active } = session;
  if (!media) return;
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
