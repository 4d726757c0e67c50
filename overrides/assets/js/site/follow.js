// Every place on a page that tells of the session follows its choice: the table, the sheet, the heading, the files, the list
// that prints. Loaded when the page is at rest.

import { queryFrom, sessionPath } from '../timer/address.js';
import { pageChoice } from '../timer/choice.js';
import { choose } from '../timer/choose.js';
import { factsOf, parts, whole } from '../teach/facts.js';
import { usual } from '../timer/link.js';
import { sessionName } from '../teach/names.js';
import { about, clock, filled, spoken } from '../timer/spoken.js';
import { ROOT, taking } from '../teach/share.js';
import { VOICE, note } from '../timer/store.js';
import { build } from '../timer/timeline.js';

/** @import { PageChoice } from '../timer/choice.js' */
/** @import { Facts } from '../teach/facts.js' */
/** @import { Choice, Score } from '../timer/timeline.js' */

/** @param {Element | null | undefined} place @param {string} text */
const put = (place, text) => place && place.textContent !== text && (place.textContent = text);

/** @param {Element} timer @returns {Score} */
const scoreOf = (timer) => JSON.parse(timer.querySelector('.timer__score')?.textContent ?? 'null');

/** @param {number} seconds as machines read them */
const iso = (seconds) => `PT${Math.floor(seconds / 60)}M${seconds % 60}S`;

/** @param {Element | null} time @param {number} seconds @param {string} text */
function putTime(time, seconds, text) {
  put(time, text);
  time?.setAttribute('datetime', iso(seconds));
}

/**
 * "What happens when": the table of the chosen length, turned to the choice; the others wait.
 * @param {Facts} facts
 * @param {Choice} choice
 */
function fillTable(facts, choice) {
  const { words } = facts;
  const { minutes, purpose } = choice;
  const all = [...document.querySelectorAll('.routine:not(.script) .routine__one')];
  const one = all.find((each) => each.getAttribute('data-minutes') === `${minutes}`) ?? all[0];
  if (!one) return;
  for (const each of all) each.toggleAttribute('hidden', each !== one);
  one.setAttribute('data-minutes', `${minutes}`);
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[name=routine-length]'))) radio.checked = +radio.value === minutes;
  put(one.querySelector('.routine__total'), filled(words.legs_up, { minutes, total: about(whole(facts, choice), words) }));
  put(one.querySelector('caption'), filled(words.caption, { minutes }));
  const [inhale, exhale] = facts.purposes[purpose]?.breath ?? [];
  let at = 0;
  const rows = one.querySelectorAll('tbody tr');
  parts(facts, choice).forEach((seconds, place) => {
    const phase = facts.phases[place];
    const row = rows[place];
    row?.toggleAttribute('hidden', !seconds);
    putTime(row?.querySelector('.routine__at time') ?? null, at, clock(at));
    putTime(row?.querySelector('.routine__length time') ?? null, seconds, spoken(seconds, words));
    const breath = phase?.id === 'breathe' ? ` ${filled(words.row_breath, { inhale, exhale })}` : '';
    const does = phase?.id === 'come-out' && choice.end === 'stay' && facts.stay ? facts.stay.does : phase?.does;
    put(row?.querySelector('.routine__does'), `${does}${breath}`);
    at += seconds;
  });
  putTime(one.querySelector('.routine__row--end time'), at, clock(at));
}

/**
 * The list that stands in the timer's place where no script runs, and on paper.
 * @param {Element} timer
 * @param {Choice} choice
 */
function fillList(timer, choice) {
  const score = scoreOf(timer);
  const say = JSON.parse(timer.querySelector('.timer__words')?.textContent ?? '');
  const { phases, cues, total } = build(score, choice);
  for (const key of /** @type {const} */ (['minutes', 'purpose', 'version'])) timer.setAttribute(key, `${choice[key]}`);
  put(timer.querySelector('.timer__total'), filled(say.total, { minutes: choice.minutes, total: about(total, say) }));
  const list = timer.querySelector('.timer__routine');
  const withCues = list?.querySelector('.timer__cues');
  list?.replaceChildren(
    ...phases.map((phase) => {
      const row = document.createElement('li');
      const name = document.createElement('b');
      name.textContent = phase.name;
      row.append(name, ' ', timeOf(phase.end - phase.start, spoken(phase.end - phase.start, say)), `. ${phase.does} `);
      const said = cues.filter((cue) => cue.at >= phase.start && cue.at < phase.end);
      if (withCues && said.length) {
        const lines = document.createElement('ul');
        lines.className = 'timer__cues';
        for (const cue of said) {
          const line = document.createElement('li');
          line.append(timeOf(cue.at, clock(cue.at)), ` ${cue.text}`);
          lines.append(line);
        }
        row.append(lines);
      }
      return row;
    }),
  );
}

/**
 * The published sound of a session, where there is one: a track that is another session is not offered as if it were this.
 * @param {Element} timer
 * @param {Choice} choice
 */
function fillSound(timer, choice) {
  const score = scoreOf(timer);
  const { minutes, purpose, version, settle, bells, end } = choice;
  const common = usual(score, { purpose, version });
  const key = `${minutes}-${purpose}-${version}`;
  const stamp = settle === common.settle && bells === common.bells && end === 'bell' && score.sound.tracks[key];
  const track = (/** @type {string | undefined} */ kind) => `${score.sound.base}${key}-${kind}.mp3?v=${stamp}`;
  for (const place of [...timer.querySelectorAll('.timer__listen'), ...document.querySelectorAll('.take__sound')]) {
    place.toggleAttribute('hidden', !stamp);
    place.querySelector('audio')?.setAttribute('src', track('voice'));
    place.querySelectorAll('a').forEach((link, n) => {
      link.setAttribute('href', track(n ? 'bells' : 'voice'));
      link.download = '';
    });
  }
}

/** @param {number} seconds @param {string} text */
function timeOf(seconds, text) {
  const time = document.createElement('time');
  putTime(time, seconds, text);
  return time;
}

/**
 * Files that were published: the one that holds this session, by its name when it is not quite this one, or none.
 * @param {Facts} facts
 * @param {Choice} choice
 * @param {boolean} own nothing was chosen: the page's own file
 */
function fillFiles(facts, choice, own) {
  const { words } = facts;
  const pdf = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-pdf]'));
  const { minutes, purpose, version, start } = choice;
  const path = sessionPath(facts, { ...choice, start: '' });
  const common = sessionPath(facts, usual(facts, { minutes, purpose, version }));
  const slug = Object.keys(facts.files).find((name) => facts.files[name] === common);
  if (pdf) {
    pdf.dataset.pdf ||= pdf.getAttribute('href') ?? '';
    pdf.hidden = !own && !slug;
    if (own) pdf.href = pdf.dataset.pdf;
    else if (slug) pdf.href = pdf.dataset.pdf.replace(/[^/]*\.pdf$/, `${slug}.pdf`);
    put(pdf, own || path === common ? words.pdf : filled(words.pdf_of, { session: sessionName(facts, choice) }));
  }
  const large = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-large]'));
  if (large) large.href = large.href.replace(/(\?.*)?$/, queryFrom(facts, { ...choice, start: '' }, { minutes: 0, purpose: 'general', version: 'wall' }));
  const label = document.querySelector('.take__label');
  put(label, start ? filled(words.class_at, { time: start }) : words.every_day);
  document.querySelector('#take-time')?.toggleAttribute('hidden', !!start);
}

/**
 * On a page that is about one session, its heading and the page's title say which.
 * @param {PageChoice} page
 * @param {Facts} facts
 * @param {string} title as the page came
 * @param {boolean} own
 */
function fillTitle(page, facts, title, own) {
  const heading = document.querySelector('.page--timer h1');
  if (!heading) return;
  const { words } = facts;
  const [said, name] = [usual(facts), page.now].map((choice) => filled(words.title, { session: sessionName(facts, choice) }));
  if (!said || !name) return;
  const first = heading.firstChild;
  heading.toggleAttribute('data-own', heading.hasAttribute('data-own') || first?.textContent?.trim() === said);
  if (heading.hasAttribute('data-own') && first) put(/** @type {Element} */ (/** @type {unknown} */ (first)), own ? said : name);
  const next = own ? title : title.includes(said) ? title.replace(said, name) : name;
  if (document.title.endsWith(page.title)) document.title = document.title.slice(0, document.title.length - page.title.length) + next;
  page.title = next;
}

/** @param {Facts} facts @param {Choice} choice @returns {string} this page's address with the choice in it, and nothing else */
function addressOf(facts, choice) {
  const here = location.origin + location.pathname;
  if (/^timer\/(\d+\/)?(index\.html)?$/.test(here.slice(ROOT.length))) return ROOT + sessionPath(facts, choice);
  return here + queryFrom(facts, choice, facts.choice);
}

function start() {
  const facts = factsOf();
  const timers = document.querySelectorAll('practice-timer');
  const score = facts ?? (timers[0] && scoreOf(timers[0]));
  if (!score || document.querySelector('form.builder')) return null;
  const page = pageChoice(score);
  const sheet = document.querySelector('.sheet');
  const title = (page.title ||= document.title);
  let turned = false;

  const follow = async () => {
    const { now } = page;
    const same = !queryFrom(score, now, score.choice);
    // As the page came, it says all this by itself.
    if (!turned && same) return;
    turned = true;
    for (const timer of timers) {
      fillList(timer, now);
      fillSound(timer, now);
    }
    if (!facts) return;
    fillTable(facts, now);
    fillFiles(facts, now, same);
    fillTitle(page, facts, title, same);
    if (sheet) (await import('../teach/sheet.js')).fillSheet(sheet, facts, page.now);
  };
  // This script comes with a touch, so somebody may choose: then the sheet and its code should not wait for theirs.
  if (sheet) void import('../teach/sheet.js');
  page.addEventListener('change', () => void follow());
  for (const timer of timers) fillSound(timer, page.now);
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'routine-length') return;
    choose(page, { minutes: +target.value });
    target.checked = +target.value === page.now.minutes;
  });
  // A table that was chosen from while this script was on its way.
  const picked = /** @type {HTMLInputElement | null} */ (document.querySelector('[name=routine-length]:checked'));
  if (picked && page.plain) choose(page, { minutes: +picked.value });
  void follow();
  return facts && taking(page, facts, () => ({ url: addressOf(facts, page.now), seconds: whole(facts, page.now) }));
}

/** A teacher's voice file: what opens it comes when that part is used, or at once where one is kept. */
function listenForVoice() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector('.timer__own'));
  const timer = /** @type {any} */ (box?.closest('practice-timer'));
  if (!box || !timer) return;
  /** @type {Promise<unknown> | undefined} */
  let coming;
  const come = () => {
    coming ??= import('./own-voice.js').then(({ ownVoice }) => ownVoice(box, timer)).catch(() => (coming = undefined));
  };
  if (note('localStorage', VOICE)) come();
  for (const use of ['pointerdown', 'focusin', 'change']) box.addEventListener(use, come);
}
listenForVoice();

/** What happens when something is taken along; nothing on pages that offer nothing. */
export const taken = start();
