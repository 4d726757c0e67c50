// "Use your own voice" on the page for teachers: her recordings, cut at her pauses or one file a line, become one file that any phone
// opens in the timer. Nothing leaves the device. Comes when she opens that part of the page.

import { download } from './calendar.js';
import { RATE, decoded, encoded, finished, lasting } from './clip.js';
import { LOUDNESS } from './loudness.js';
import { nameOf, writeLegs } from '../timer/legs-file.js';
import { cuts, moved, part, sounds } from './pauses.js';
import { filled } from '../timer/spoken.js';
import { say } from '../timer/timeline.js';

/** @import { PageChoice } from '../timer/choice.js' */
/** @import { Choice, Slot } from '../timer/timeline.js' */
/** @import { Span } from './pauses.js' */

/** Files larger than this are not read: a phone's memory is small. Bytes. */
const MOST = 200_000_000;
/** How much softer a soft line is, in decibels: said to someone who may have fallen asleep. */
const SOFT = -5;

/** @typedef {Slot & { soft?: boolean }} OwnSlot */
/** @typedef {{ clip: string, text: string, seconds: number, soft: boolean }} Line */
/** @typedef {{ sound: Float32Array, spans: Span[], starts: number[], clips: string[] }} Long one recording of many lines */

/**
 * What is said in a session, whatever its length: each line once.
 * @param {OwnSlot[]} slots
 * @param {Choice} choice
 * @returns {Line[]}
 */
export const linesOf = (slots, choice) =>
  slots.filter(({ only }) => !only || only === choice.end).map((slot) => ({ ...say(slot, choice, 0), soft: !!slot.soft }));

/** How long a line is beside others: its letters, and the breath before it. @param {Line} line */
const weightOf = ({ text }) => text.length + 8;

/** @param {string} name of a file, without its ending */
const stem = (name) => name.replace(/\.[^.]*$/, '').toLowerCase();

class OwnVoice {
  /** @type {Line[]} */ lines = [];
  /** @type {Map<string, Float32Array>} one recording for one line */ #takes = new Map();
  /** @type {Long | null} */ #long = null;
  /** @type {Map<string, Float32Array>} as they will sound */ #done = new Map();
  #job = 0;
  /** @type {AudioContext | undefined} */ #speaker;
  /** @type {{ clip: string, source: AudioBufferSourceNode } | null} */ #playing = null;

  /** @param {HTMLElement} box @param {PageChoice} page */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    /** @type {{ slots: OwnSlot[], say: Record<string, string> }} */
    const { slots, say: words } = JSON.parse(this.one('facts').textContent ?? '');
    this.slots = slots;
    this.words = words;
    box.addEventListener('change', ({ target }) => void this.#chosen(/** @type {HTMLInputElement} */ (target)));
    box.addEventListener('click', ({ target }) => void this.#pressed(/** @type {Element} */ (target).closest('button')));
    box.addEventListener('submit', (event) => event.preventDefault());
    page.addEventListener('change', () => this.#list());
    this.#list();
  }

  /** @param {string} name @param {ParentNode} [place] */
  one(name, place = this.box) {
    return /** @type {HTMLElement} */ (place.querySelector(`[data-own="${name}"]`));
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  #tell(key, values = {}) {
    this.one('said').textContent = key && filled(this.words[key], values);
  }

  /** The lines of what is chosen above. */
  #list() {
    const lines = linesOf(this.slots, this.page.now);
    if (`${lines.map(({ clip }) => clip)}` === `${this.lines.map(({ clip }) => clip)}`) return;
    this.lines = lines;
    const list = this.one('lines');
    list.hidden = false;
    const row = /** @type {HTMLTemplateElement} */ (this.one('row'));
    list.replaceChildren(
      ...lines.map(({ text, clip }, n) => {
        const item = /** @type {HTMLElement} */ (document.importNode(row.content, true).firstElementChild);
        const words = this.one('words', item);
        words.id = `own-${n}`;
        words.textContent = text;
        item.dataset.clip = clip;
        for (const key of item.querySelectorAll('button, input')) key.setAttribute('aria-describedby', words.id);
        return item;
      }),
    );
    void this.#work();
  }

  /** @param {number} n @returns {Float32Array | undefined} what was recorded for a line */
  #raw(n) {
    const { clip } = this.lines[n];
    const take = this.#takes.get(clip);
    if (take || !this.#long) return take;
    const { sound, spans, starts, clips } = this.#long;
    const span = part(spans, starts, clips.indexOf(clip), RATE);
    return span ? sound.subarray(span.from, span.to) : undefined;
  }

  /** Every line that is new is finished, one after the other, and shown. */
  async #work() {
    const job = (this.#job += 1);
    for (const [n, { clip, soft }] of this.lines.entries()) {
      const raw = this.#done.has(clip) ? undefined : this.#raw(n);
      if (raw) {
        await new Promise((done) => setTimeout(done));
        if (job !== this.#job) return;
        this.#done.set(clip, finished(raw, LOUDNESS + (soft ? SOFT : 0)));
      }
      this.#show(n);
    }
    const here = this.lines.filter((line) => this.#done.has(line.clip));
    const fit = here.filter((line) => this.#fits(line));
    /** @type {HTMLButtonElement} */ (this.one('save')).disabled = !fit.length;
    if (here.length) this.#tell(fit.length === this.lines.length ? 'all' : 'some', { count: fit.length, all: this.lines.length });
  }

  /** @param {Line} line */
  #fits({ clip, seconds }) {
    const sound = this.#done.get(clip);
    return !!sound?.length && lasting(sound) <= seconds;
  }

  /** @param {number} n */
  #show(n) {
    const line = this.lines[n];
    const item = /** @type {HTMLElement} */ (this.one('lines').children[n]);
    const sound = this.#done.get(line.clip);
    const key = !sound ? 'none' : !sound.length ? 'silent' : this.#fits(line) ? 'fits' : 'long';
    item.dataset.state = key;
    const values = { seconds: sound ? lasting(sound).toFixed(1) : '', room: line.seconds };
    this.one('state', item).textContent = filled(this.words[key], values);
    this.one('keys', item).hidden = !sound;
    const long = this.#takes.has(line.clip) ? null : this.#long;
    for (const [name, way] of /** @type {const} */ ([['earlier', -1], ['later', 1]])) {
      const button = this.one(name, item);
      button.hidden = !long;
      // Not `disabled`: what is pressed keeps the focus also at the end of its way.
      button.setAttribute('aria-disabled', `${!long || !moved(long.starts, long.clips.indexOf(line.clip), way, long.spans.length)}`);
    }
  }

  /** @param {File} file @returns {Promise<Float32Array | null>} */
  async #read(file) {
    if (file.size > MOST) return this.#refuse('large', file);
    try {
      const sound = await decoded(file);
      return sounds(sound, RATE).length ? sound : this.#refuse('nothing', file);
    } catch {
      return this.#refuse('unread', file);
    }
  }

  /** @param {string} why @param {File} file */
  #refuse(why, { name }) {
    this.#tell(why, { file: name });
    return null;
  }

  /** @param {HTMLInputElement} field */
  async #chosen(field) {
    const files = [...(field.files ?? [])];
    const kind = field.dataset.own;
    if (!files.length || (kind !== 'pick' && kind !== 'again')) return;
    field.value = ''; // the same file may be chosen once more
    this.#stop();
    this.#tell('reading');
    if (kind === 'again') return this.#take(/** @type {HTMLElement} */ (field.closest('[data-clip]')).dataset.clip ?? '', files[0]);
    if (files.length > 1) return this.#takeAll(files);
    const sound = await this.#read(files[0]);
    if (!sound) return;
    const spans = sounds(sound, RATE);
    this.#takes.clear();
    this.#done.clear();
    this.#long = { sound, spans, starts: cuts(spans, this.lines.map(weightOf)), clips: this.lines.map(({ clip }) => clip) };
    await this.#work();
  }

  /** @param {string} clip @param {File} file */
  async #take(clip, file) {
    const sound = await this.#read(file);
    if (!sound) return;
    this.#takes.set(clip, sound);
    this.#done.delete(clip);
    await this.#work();
  }

  /** One file a line: by its name, or in the order of the names. @param {File[]} files */
  async #takeAll(files) {
    const clips = this.lines.map(({ clip }) => clip);
    const sorted = files.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    const named = sorted.some(({ name }) => clips.includes(stem(name)));
    for (const [n, file] of sorted.entries()) {
      const clip = named ? stem(file.name) : clips[n];
      if (clip === undefined || !clips.includes(clip)) continue;
      const sound = await this.#read(file);
      if (!sound) return;
      this.#takes.set(clip, sound);
      this.#done.delete(clip);
    }
    await this.#work();
  }

  /** @param {HTMLButtonElement | null} button */
  async #pressed(button) {
    const what = button?.dataset.own;
    if (!button || !what) return;
    if (what === 'save') return this.#save(button);
    const clip = /** @type {HTMLElement | null} */ (button.closest('[data-clip]'))?.dataset.clip ?? '';
    if (what === 'play') return this.#play(clip);
    const long = this.#long;
    const n = long?.clips.indexOf(clip) ?? -1;
    const starts = long && moved(long.starts, n, what === 'earlier' ? -1 : 1, long.spans.length);
    if (!starts) return;
    this.#stop();
    long.starts = starts;
    for (const near of [n - 1, n]) if (!this.#takes.has(long.clips[near])) this.#done.delete(long.clips[near]);
    await this.#work();
  }

  /** @param {string} clip */
  #play(clip) {
    const same = this.#playing?.clip === clip;
    this.#stop();
    const sound = this.#done.get(clip);
    if (same || !sound?.length) return;
    const speaker = (this.#speaker ??= new AudioContext());
    void speaker.resume();
    const source = speaker.createBufferSource();
    source.buffer = speaker.createBuffer(1, sound.length, RATE);
    source.buffer.getChannelData(0).set(sound);
    source.connect(speaker.destination);
    source.onended = () => this.#playing?.source === source && this.#stop();
    source.start();
    this.#playing = { clip, source };
    this.#mark();
  }

  #stop() {
    const { source } = this.#playing ?? {};
    this.#playing = null;
    source?.stop();
    this.#mark();
  }

  /** What plays can be stopped. */
  #mark() {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll('[data-clip]'))) {
      this.one('play', item).textContent = this.words[item.dataset.clip === this.#playing?.clip ? 'stop' : 'play'];
    }
  }

  /** @param {HTMLButtonElement} button */
  async #save(button) {
    this.#stop();
    button.disabled = true;
    try {
      const said = [];
      const fit = this.lines.filter((line) => this.#fits(line));
      for (const [n, { clip, text }] of fit.entries()) {
        this.#tell('making', { count: n + 1, all: fit.length });
        said.push({ id: clip, words: text, frames: await encoded(/** @type {Float32Array} */ (this.#done.get(clip))) });
      }
      const name = nameOf(/** @type {HTMLInputElement} */ (this.one('name')).value) || this.words.someone;
      const file = `${name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'voice'}.legs`;
      download(new Blob([writeLegs(name, said)], { type: 'application/octet-stream' }), file);
      this.#tell('saved', { file });
    } catch {
      this.#tell('unmade');
    }
    button.disabled = false;
  }
}

/** @param {HTMLElement} box @param {PageChoice} page */
export const ownVoice = (box, page) => new OwnVoice(box, page);
