// The link builder: a choice becomes a link, a code, a sheet, a message and a frame, all at once.

import { sessionPath } from './address.js';
import { download, nextTime, retimed } from './calendar.js';
import { usual } from './link.js';
import { drawCode, factsOf, fillSheet, filled, parts, spoken } from './sheet.js';
import { copy } from './take.js';

/** @import { Choice } from './timeline.js' */
/** @import { Facts } from './sheet.js' */

/** A code as a picture: pixels for each module. */
const PIXELS = 24;

/**
 * What the form says; an empty or wrong field leaves the site's usual.
 * @param {HTMLFormElement} form
 * @param {Facts} facts
 * @returns {Choice}
 */
export function choiceOf(form, facts) {
  const said = new FormData(form);
  const text = (/** @type {string} */ name) => `${said.get(name) ?? ''}`;
  const minutes = Math.round(Number(text('minutes'))) || facts.choice.minutes;
  const bells = /** @type {Choice['bells'] | ''} */ (text('bells'));
  return usual(facts, {
    minutes: Math.min(facts.most, Math.max(facts.least, minutes)),
    purpose: text('purpose'),
    version: text('version'),
    settle: Number(text('settle')),
    voice: said.has('voice'),
    start: text('start'),
    ...(bells ? { bells } : {}),
  });
}

/**
 * The code for another site's page: everything a timer may ask of a frame, and nothing else.
 * @param {string} src
 * @param {string} title
 * @param {{ width: string, height: string }} size
 */
export function frameCode(src, title, { width, height }) {
  return `<iframe src="${src.replaceAll('&', '&amp;')}" width="${width}" height="${height}" title="${title}" allow="autoplay; fullscreen; screen-wake-lock; web-share" style="max-width:100%;border:0"></iframe>`;
}

/**
 * The code on screen, as a file.
 * @param {Element} svg
 */
function svgFile(svg) {
  const [ground, dark] = [...svg.children].map((path) => path.getAttribute('d') ?? '');
  const box = svg.getAttribute('viewBox');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="300" height="300"><path fill="#fff" d="${ground}"/><path d="${dark}"/></svg>\n`;
}

/**
 * @param {Element} svg
 * @returns {Promise<Blob | null>}
 */
function pngFile(svg) {
  const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * PIXELS;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.scale(PIXELS, PIXELS);
  const [ground, dark] = [...svg.children].map((path) => new Path2D(path.getAttribute('d') ?? ''));
  pen.fillStyle = '#fff';
  if (ground) pen.fill(ground);
  pen.fillStyle = '#000';
  if (dark) pen.fill(dark);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** @param {HTMLFormElement} form @param {HTMLElement} sheet */
function start(form, sheet) {
  const facts = factsOf(sheet);
  const words = JSON.parse(form.querySelector('.builder__words')?.textContent ?? '{}');
  const qr = /** @type {Element} */ (form.querySelector('.builder__qr'));
  const link = /** @type {HTMLAnchorElement} */ (form.querySelector('output a'));
  const said = form.querySelector('[role="status"]');
  const area = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(name));
  let choice = choiceOf(form, facts);

  const show = () => {
    choice = choiceOf(form, facts);
    const path = sessionPath(facts, choice);
    const url = facts.site + path;
    // The page comes with the code and the sheet of its own choice.
    if (url !== link.href) {
      link.href = url;
      link.textContent = url;
      drawCode(qr, url);
      fillSheet(sheet, choice);
    }

    const total = spoken(parts(facts, choice).reduce((sum, seconds) => sum + seconds, 0));
    const values = { minutes: choice.minutes, total, start: choice.start, link: url, safety: `${facts.site}safety/` };
    area('message').value = filled(choice.start ? words.together : words.message, values);
    const query = new URLSearchParams(path.split('?')[1]);
    query.delete('minutes');
    const src = `${facts.site}embed/?${new URLSearchParams([['minutes', `${choice.minutes}`], ...query])}`.replace('%3A', ':');
    const { width = '', height = '' } = area('frame').dataset;
    area('frame').value = frameCode(src, words.frame_title, { width, height });
    const [pasted, not] = form.querySelectorAll('.builder__wordpress');
    pasted?.toggleAttribute('hidden', path.includes('?'));
    not?.toggleAttribute('hidden', !path.includes('?'));
  };

  /** @type {Record<string, () => unknown>} */
  const deeds = {
    print() {
      sheet.classList.replace('sheet--wait', 'sheet--print');
      addEventListener('afterprint', () => sheet.classList.replace('sheet--print', 'sheet--wait'), { once: true });
      print();
    },
    svg: () => download(new Blob([svgFile(qr)], { type: 'image/svg+xml' }), 'legs-up-the-wall.svg'),
    png: async () => {
      const picture = await pngFile(qr);
      if (picture) download(picture, 'legs-up-the-wall.png');
    },
    calendar: async () => {
      const answer = await fetch(`${form.dataset.calendar}`);
      const minutes = Math.ceil(parts(facts, choice).reduce((sum, seconds) => sum + seconds, 0) / 60);
      const change = { start: nextTime(choice.start || '20:00', new Date()), minutes, url: link.href };
      download(new Blob([retimed(await answer.text(), change)], { type: 'text/calendar' }), 'legs-up-the-wall.ics');
    },
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('click', ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest('button');
    const { copy: what, do: deed } = button?.dataset ?? {};
    if (what) copy(what === 'link' ? link.href : area(what).value, said);
    if (deed) deeds[deed]?.();
  });
  form.inert = false;
  show();
}

const form = document.querySelector('form.builder');
const sheet = document.querySelector('.sheet');
if (form instanceof HTMLFormElement && sheet instanceof HTMLElement) start(form, sheet);
