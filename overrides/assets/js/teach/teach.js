// The link builder: a choice becomes a link, a code, a sheet, a message and a frame, all at once.

import { sessionPath } from '../timer/address.js';
import { download } from './calendar.js';
import { pageChoice } from '../timer/choice.js';
import { factsOf, whole } from './facts.js';
import { readLink, usual } from '../timer/link.js';
import { drawCode, fillSheet } from './sheet.js';
import { about, filled } from '../timer/spoken.js';
import { copy, saveEntry } from './share.js';

/** @import { Facts } from './facts.js' */
/** @import { Choice } from '../timer/timeline.js' */

/** A code as a picture: pixels for each module. */
const PIXELS = 24;
/** When a practice is put into a calendar that has no time of its own. */
const EVENING = '20:00';

/**
 * What the form says; an empty or wrong field leaves the site's usual.
 * @param {HTMLFormElement} form
 * @param {Facts} facts
 * @returns {Choice}
 */
function choiceOf(form, facts) {
  const said = new FormData(form);
  const text = (/** @type {string} */ name) => `${said.get(name) ?? ''}`;
  const minutes = Math.round(Number(text('minutes'))) || facts.choice.minutes;
  const bells = /** @type {Choice['bells'] | ''} */ (text('bells'));
  const end = /** @type {Choice['end'] | ''} */ (text('end'));
  return usual(facts, {
    minutes: Math.min(facts.most, Math.max(facts.least, minutes)),
    purpose: text('purpose'),
    version: text('version'),
    settle: Number(text('settle')),
    voice: said.has('voice'),
    start: text('start'),
    ...(bells ? { bells } : {}),
    ...(end ? { end } : {}),
  });
}

/**
 * The form shows a choice: what a link to this page says.
 * @param {HTMLFormElement} form
 * @param {Facts} facts
 * @param {Choice} choice
 */
function showChoice(form, facts, choice) {
  const { bells, end, voice, ...rest } = choice;
  const { purpose, version } = choice;
  const same = usual(facts, { purpose, version });
  for (const [name, value] of Object.entries({ ...rest, bells: bells === same.bells ? '' : bells, end: end === same.end ? '' : end })) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = `${value}`;
  }
  const box = form.elements.namedItem('voice');
  if (box instanceof HTMLInputElement) box.checked = voice;
}

/**
 * The code for another site's page: everything a timer may ask of a frame, and nothing else. As wide as its column, since themes
 * of WordPress that keep a frame's proportions would make one that says 600 by 480 too low for a phone.
 * @param {string} src
 * @param {string} title
 * @param {{ width: string, height: string }} size
 */
function frameCode(src, title, { width, height }) {
  return `<iframe src="${src.replaceAll('&', '&amp;')}" width="100%" height="${height}" title="${title}" allow="autoplay; fullscreen; screen-wake-lock; web-share" style="max-width:${width}px;border:0"></iframe>`;
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
  const facts = /** @type {Facts} */ (factsOf(sheet));
  const page = pageChoice(facts);
  const words = JSON.parse(form.querySelector('.builder__words')?.textContent ?? '{}');
  const qr = /** @type {Element} */ (form.querySelector('.builder__qr'));
  const link = /** @type {HTMLAnchorElement} */ (form.querySelector('output a'));
  const said = form.querySelector('[role="status"]');
  const area = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(name));

  const show = () => {
    const choice = page.now;
    const path = sessionPath(facts, choice);
    const url = facts.site + path;
    // The page comes with the code and the sheet of its own choice.
    if (url !== link.href) {
      link.href = url;
      link.textContent = url;
      drawCode(qr, url);
      fillSheet(sheet, facts, choice);
    }

    const total = about(whole(facts, choice), facts.words);
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
    calendar: () => saveEntry(facts, page.now, whole(facts, page.now), EVENING, facts.site),
  };
  form.addEventListener('input', () => page.adopt(choiceOf(form, facts)));
  page.addEventListener('change', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('click', ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest('button');
    const { copy: what, do: deed } = button?.dataset ?? {};
    if (what) void copy(what === 'link' ? link.href : area(what).value, said, what === 'link' ? link : area(what));
    if (deed) deeds[deed]?.();
  });
  form.inert = false;
  showChoice(form, facts, page.now);
  page.adopt(choiceOf(form, facts));
  show();
}

/** The ready files begin on the day the site was made; one that is fetched here begins today. @param {MouseEvent} event @param {Facts} facts */
function fromToday(event, facts) {
  const link = event.target instanceof Element ? event.target.closest('a[data-path]') : null;
  if (!link) return;
  event.preventDefault();
  const [page = '', query = ''] = (link.getAttribute('data-path') ?? '').split('?');
  const minutes = Number(/\d+/.exec(page)?.[0]) || facts.choice.minutes;
  const choice = usual(facts, { minutes, ...readLink(facts, query) });
  saveEntry(facts, choice, whole(facts, choice), EVENING, facts.site);
}

const form = document.querySelector('form.builder');
const sheet = document.querySelector('.sheet');
if (form instanceof HTMLFormElement && sheet instanceof HTMLElement) start(form, sheet);
const known = factsOf();
if (known) document.querySelector('.ready')?.addEventListener('click', (event) => fromToday(/** @type {MouseEvent} */ (event), known));

// What makes a voice file comes when somebody opens that part; it may have been opened while this script was on its way.
const fold = /** @type {HTMLDetailsElement | null} */ (document.querySelector('[data-own="fold"]'));
const box = /** @type {HTMLElement | null} */ (document.querySelector('[data-own="box"]'));
/** @type {Promise<unknown> | undefined} */
let making;
const make = () => {
  if (!fold?.open || !box || !known) return;
  making ??= import('./own-voice.js').then(({ ownVoice }) => ownVoice(box, pageChoice(known))).catch(() => (making = undefined));
};
fold?.addEventListener('toggle', make);
make();
