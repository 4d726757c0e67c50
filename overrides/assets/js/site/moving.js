// A drawing that moves when asked. The page has a still; this script and the poses come with the first press (site.js), the poses from
// the file that teachers download.

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Begins to move. @param {Element} part */
export function animate(part) {
  const button = part.querySelector('button');
  const slot = part.querySelector('.slot');
  const stage = part.querySelector('svg > g > g');
  if (!(button instanceof HTMLButtonElement) || !(slot instanceof HTMLElement) || !stage) return;
  /** @type {Element[]} */
  let poses = [];
  let at = 0;
  let timer = 0;
  let playing = false;

  function step() {
    const pose = poses[at];
    if (!pose || !stage) return;
    stage.replaceChildren(pose);
    at = (at + 1) % poses.length;
    timer = setTimeout(step, Number(pose.getAttribute('data-stays')));
  }

  /** @param {boolean} on */
  function play(on) {
    playing = on;
    clearTimeout(timer);
    if (button) button.textContent = (on ? button.dataset.pause : button.dataset.play) ?? '';
    if (on) step();
  }

  const press = async () => {
    if (playing) return play(false);
    button.disabled = true;
    try {
      if (!poses.length) poses = await load(slot.dataset.file ?? '', part);
      play(true);
    } catch {
      button.hidden = true; // without a connection the still and the words remain
    }
    button.disabled = false;
    button.focus();
  };
  button.addEventListener('click', press);
  // Nothing moves for somebody who has just asked for calm, nor where nobody looks.
  calm.addEventListener('change', () => play(false));
  document.addEventListener('visibilitychange', () => document.hidden && playing && play(false));
  void press();
}

const SVG = 'http://www.w3.org/2000/svg';

/** A tag of a drawing, with its attributes; nothing else of the file is used, its styles least of all. */
const TAG = /<(\/?)(g|defs|use|path|circle|rect)\b([^>]*?)(\/?)>/g;

/**
 * The shapes of a drawing. The page's policy lets no browser make them from text, and rules the styles of a file that it reads
 * itself, so each is made by its name.
 * @param {string} text
 */
function shapes(text) {
  const whole = document.createElementNS(SVG, 'g');
  /** @type {Element} */
  let within = whole;
  for (const [, closing, name, attributes, empty] of text.matchAll(TAG)) {
    if (closing) within = within.parentElement ?? whole;
    else {
      const shape = document.createElementNS(SVG, name ?? 'g');
      for (const [, key, value] of (attributes ?? '').matchAll(/([\w-]+)="([^"]*)"/g)) shape.setAttribute(key ?? '', value ?? '');
      within.append(shape);
      if (!empty) within = shape;
    }
  }
  return whole;
}

/**
 * @param {string} file
 * @param {Element} part
 */
async function load(file, part) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(file);
  const drawing = shapes(await answer.text());
  const shared = drawing.querySelector('defs'); // the head, which all poses use
  if (shared) part.querySelector('svg')?.append(shared);
  const poses = [...drawing.querySelectorAll('.pose')];
  if (!poses.length) throw new Error(file);
  return poses;
}
