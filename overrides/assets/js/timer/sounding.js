// The sound of a session, and all that the system around it is told: loaded when someone is about to start one. It plays what is
// published, has what fails made anew, and tells the session when a sound carries it and when that is lost.

import { Finder } from './finder.js';
import { Player } from './player.js';
import { clipUrl, readyUrl } from './sound.js';
import { WakeLock, askBeforeLeaving, otherTabs, watchPage } from './system.js';

/** @import { Heard, Source } from './player.js' */
/** @import { Session } from './session.js' */
/** @import { Score } from './timeline.js' */

export class Sounding {
  #finder = new Finder(this);

  /**
   * @param {Session} session
   * @param {HTMLAudioElement} audio
   */
  constructor(session, audio) {
    this.session = session;
    this.player = new Player(this, audio);
    const lock = new WakeLock(() => session.active);
    const others = otherTabs(() => session.pause('elsewhere'));
    const state = () => {
      const { active, state } = session;
      lock.update();
      askBeforeLeaving(active);
      if (active && state !== 'loading') others();
      if (state === 'paused' || session.over) this.#finder.stop();
    };
    session.addEventListener('state', state);
    for (const name of ['state', 'phase', 'seek']) session.addEventListener(name, () => void this.#tellMedia());
    watchPage({
      look: () => {
        lock.update();
        this.player.wake();
        session.look();
      },
      leave: (kept) => {
        session.pause('');
        if (!kept) this.#finder.forget();
      },
      touch: () => session.why === 'refused' && session.active && this.listen(),
    });
    state();
  }

  get at() {
    return this.session.at;
  }

  get total() {
    return this.session.total;
  }

  get active() {
    return this.session.active;
  }

  /** Find a sound for what was asked, from where the session is. What sounds goes on until there is another. */
  listen() {
    const { score, asked, at } = this.session;
    if (!score || !asked) return;
    this.#finder.stop();
    const url = at < 0 || !navigator.onLine ? '' : readyUrl(score, asked);
    if (url && !this.#finder.spoiled.has(url)) this.open({ url, lead: 0 });
    else this.#search();
  }

  /** @returns {string | undefined} what the sound lacks, if there is one to go on with */
  resume() {
    const { source } = this.player;
    if (!source) return undefined;
    this.player.open(source);
    if (source.why) this.#search();
    return source.why ?? '';
  }

  hold() {
    this.#finder.stop();
    this.player.hold();
  }

  drop() {
    this.#finder.stop();
    this.#finder.forget();
    this.player.drop();
  }

  /**
   * A clip or the lock test; made here if it cannot be had.
   * @param {Score} score
   * @param {string} clip
   * @returns {Promise<boolean>} whether it plays
   */
  async test(score, clip) {
    if (await this.player.sample(clipUrl(score, clip))) return true;
    const url = await this.#finder.sample(score, clip);
    return this.active || (!!url && this.player.sample(url));
  }

  /**
   * What the player says.
   * @param {Heard} event
   * @param {string} [why]
   * @param {Source | null} [source]
   */
  heard(event, why = '', source) {
    const { session } = this;
    if (event === 'ended' && session.over) return this.#finder.forget();
    if (event === 'speed') return this.tell('speed');
    if (event !== 'lost') {
      const { why: lacks, line } = this.player.source ?? {};
      session.heard(event === 'ended' ? 'tick' : event, lacks, line);
      return event === 'on' ? this.#finder.give(true) : undefined;
    }
    if (source && (why === 'short' || why === 'fixed')) this.#finder.spoiled.add(source.url);
    session.heard('lost');
    if (!session.active) return;
    if (why === 'refused') {
      this.#finder.stop();
      session.carry('refused');
    } else if (this.#finder.busy) this.#finder.give(false);
    else this.#search();
  }

  #search() {
    const { score, asked } = this.session;
    if (score && asked) this.#finder.search(score, asked);
  }

  // What a search asks of us.

  place() {
    return this.session.count();
  }

  playing() {
    return this.player.sound === 'on' ? this.player.source : null;
  }

  /** @param {Source} source */
  open(source) {
    this.session.open();
    this.player.open(source);
  }

  /** @param {string} why things are otherwise than before */
  tell(why) {
    if (this.playing()) this.session.say(why);
    else this.session.carry(why);
  }

  async #tellMedia() {
    const { line, quiet } = this.session;
    if (!line || quiet) return;
    const media = await import('./media.js').catch(() => null);
    media?.tellMedia(this.session);
  }
}
