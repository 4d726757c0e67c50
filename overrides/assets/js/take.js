// What a reader takes along: a shared link, a calendar entry, a sheet for the session in the address.

import { download, nextTime, retimed } from './calendar.js';

/** A link to this page as it stands, with the choices in it. */
const here = () => location.href.split('#')[0] ?? location.href;

/**
 * Copies a text and says so.
 * @param {string} text
 * @param {Element | null} said
 */
export async function copy(text, said) {
  await navigator.clipboard.writeText(text);
  if (said) said.textContent = said.getAttribute('data-done');
  setTimeout(() => said?.replaceChildren(), 4000);
}

for (const box of document.querySelectorAll('.take')) {
  const share = /** @type {HTMLButtonElement} */ (box.querySelector('[data-share]'));
  const copier = /** @type {HTMLButtonElement} */ (box.querySelector('[data-copy]'));
  const canShare = navigator.canShare?.({ url: here() }) ?? false;
  share.hidden = !canShare;
  copier.hidden = canShare || !navigator.clipboard;
  // A share that is dismissed is not an error.
  share.addEventListener('click', () => navigator.share({ title: document.title, url: here() }).catch(() => {}));
  copier.addEventListener('click', () => copy(here(), box.querySelector('[role="status"]')));

  const calendar = /** @type {HTMLElement} */ (box.querySelector('[data-calendar]'));
  const plain = /** @type {HTMLElement} */ (box.querySelector('.take__plain'));
  const form = /** @type {HTMLFormElement} */ (box.querySelector('form'));
  const file = calendar.dataset.calendar ?? '';
  plain.hidden = true;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const time = /** @type {HTMLInputElement} */ (form.querySelector('input')).value;
    const answer = await fetch(file);
    if (!answer.ok) return void location.assign(file);
    const url = location.search ? { url: here() } : {};
    const text = retimed(await answer.text(), { start: nextTime(time, new Date()), ...url });
    download(new Blob([text], { type: 'text/calendar' }), file.split('/').pop() ?? 'session.ics');
  });
}

if (location.search && document.querySelector('.sheet')) import('./sheet.js').then(({ followLink }) => followLink());
