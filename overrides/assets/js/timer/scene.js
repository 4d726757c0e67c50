// Who lies in the room while a session runs: the drawing of what is being said, on the timer's own wall and floor.
// Fetched with the first start. What is heard is the cue; the drawing is for the eyes.

/** @import { Cue, Timeline } from './timeline.js' */

/** The people of the drawings: colors in figures.css. */
const PEOPLE = /** @type {Record<string, string>} */ ({ chair: 'ben', bed: 'cai' });

/**
 * The name of the drawing of a moment: that of the last cue that had one. Before the first cue, its drawing.
 * @param {Timeline} line
 * @param {number} at seconds from the start
 */
export function figureAt({ cues }, at) {
  const drawn = /** @type {(Cue & { figure?: string })[]} */ (cues).filter((cue) => cue.figure);
  return (drawn.findLast((cue) => cue.at <= at) ?? drawn[0])?.figure ?? '';
}

/** @type {Promise<Document | null> | undefined} */
let fetched;

/**
 * All drawings, once for the page. This way of reading SVG needs no parser that a strict page would have to trust.
 * @param {string} file
 */
function drawings(file) {
  return (fetched ??= new Promise((found) => {
    const ask = new XMLHttpRequest();
    ask.open('GET', file);
    ask.responseType = 'document';
    ask.onload = () => found(ask.status < 400 ? ask.responseXML : null);
    ask.onerror = () => {
      fetched = undefined; // the line may be back at the next cue
      found(null);
    };
    ask.send();
  }));
}

export class Scene {
  #place = document.createElement('div');
  #wanted = '';
  #file = '';

  /** @param {Element} room */
  constructor(room) {
    this.#place.className = 'timer__scene';
    this.#place.setAttribute('aria-hidden', 'true');
    room.querySelector('.timer__crook')?.prepend(this.#place);
    const named = /** @type {HTMLTemplateElement | null} */ (room.parentElement?.querySelector('.timer__drawings'));
    this.#file = named?.content.firstElementChild?.getAttribute('src') ?? '';
  }

  /**
   * Show this drawing, fading from the one before; nothing for ''.
   * @param {string} name
   * @param {string} version whose person it is
   * @param {boolean} small and quiet, while nothing is to be done
   */
  async show(name, version, small) {
    const wanted = name && [name, version, small].join(' ');
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const symbol = name && (await drawings(this.#file))?.getElementById(`scene-${name}`);
    // Another one may have been asked for meanwhile.
    if (wanted !== this.#wanted) return;
    for (const old of this.#place.querySelectorAll('.timer__figure:not(.timer__figure--gone)')) {
      old.classList.add('timer__figure--gone');
      // Where motion is unwanted there is no animation to wait for.
      const fades = old.getAnimations().map((fade) => fade.finished);
      Promise.allSettled(fades).then(() => old.remove());
    }
    if (symbol) this.#place.append(drawn(symbol, `fig--${PEOPLE[version] ?? 'ana'}${small ? ' timer__figure--small' : ''}`));
    this.#place.dataset.figure = symbol ? name : '';
  }
}

/**
 * @param {Element} symbol
 * @param {string} kind
 */
function drawn(symbol, kind) {
  const figure = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  figure.setAttribute('class', `fig timer__figure ${kind}`);
  figure.setAttribute('viewBox', symbol.getAttribute('viewBox') ?? '');
  for (const part of symbol.children) figure.append(document.importNode(part, true));
  return figure;
}
