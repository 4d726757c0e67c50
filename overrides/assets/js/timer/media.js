// The lock screen shows the session and works its keys. Loaded when a session has begun: nothing waits for it.

import { step } from './steps.js';
import { place } from './timeline.js';

/** @import { Session } from './session.js' */

/** Seconds that a key goes when the system does not say how far. */
const STEP = 10;

/** @param {Session} session */
export function tellMedia(session) {
  const media = navigator.mediaSession;
  const { over, active, state, line } = session;
  if (!media || !line) return;
  const stop = () => session.pause();
  /** @type {Record<string, MediaSessionActionHandler>} */
  const moves = {
    previoustrack: () => step(session, -1),
    nexttrack: () => step(session, 1),
    seekbackward: ({ seekOffset }) => session.seek(session.at - (seekOffset || STEP)),
    seekforward: ({ seekOffset }) => session.seek(session.at + (seekOffset || STEP)),
    seekto: ({ seekTime }) => session.seek(seekTime ?? session.at),
  };
  const keys = { play: () => session.resume(), pause: stop, stop, ...moves };
  for (const key in keys) {
    // A class that has not begun has nowhere to go to.
    const idle = over || (state === 'waiting' && key in moves);
    try {
      media.setActionHandler(/** @type {MediaSessionAction} */ (key), idle ? null : /** @type {Record<string, MediaSessionActionHandler>} */ (keys)[key]);
    } catch {
      // This browser does not have this key.
    }
  }
  media.playbackState = over ? 'none' : active ? 'playing' : 'paused';
  if (over) return void (media.metadata = null);
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=apple-touch-icon]'))?.href;
  media.metadata = new MediaMetadata({ title: place(line, session.at).phase.name, artist: session.title, artwork: icon ? [{ src: icon }] : [] });
  media.setPositionState?.({ duration: line.total, position: Math.max(0, Math.min(line.total, session.at)) });
}
