// What stays on this device. Storage throws in sandboxed frames and with some settings: then nothing is kept, and nothing breaks.

/** Under this, resume.js notes where a session was. */
export const LEFT = 'legs-up-session';
/** Under this, the device notes whose voice it keeps in place of ours (site/own-voice.js). */
export const VOICE = 'legs-up-voice';

/**
 * Read, write or (with null) drop one note.
 * @param {'sessionStorage' | 'localStorage'} kind
 * @param {string} key
 * @param {string | null} [value]
 * @returns {string | null} what is there
 */
export function note(kind, key, value) {
  try {
    const store = window[kind];
    if (value === null) store.removeItem(key);
    else if (value !== undefined) store.setItem(key, value);
    return store.getItem(key);
  } catch {
    return null;
  }
}
