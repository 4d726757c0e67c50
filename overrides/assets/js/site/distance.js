// Find your distance: the table already holds every answer; three questions hide the rows that do not fit.

for (const part of document.querySelectorAll('.distance')) ask(part);

/** @param {Element} part */
function ask(part) {
  const template = part.querySelector('template');
  if (!template) return;
  part.prepend(template.content.cloneNode(true));
  const form = part.querySelector('form');
  const status = part.querySelector('[role="status"]');
  const rows = /** @type {HTMLElement[]} */ ([...part.querySelectorAll('tbody tr')]);
  form?.addEventListener('change', () => {
    const answers = Object.fromEntries(new FormData(form));
    for (const row of rows) row.hidden = Object.entries(answers).some(([key, value]) => (row.dataset[key] ?? value) !== value);
    const fits = rows.filter((row) => !row.hidden).length;
    if (status instanceof HTMLElement) {
      status.textContent = (status.dataset.words ?? '').replace('{fits}', String(fits)).replace('{all}', String(rows.length));
    }
  });
  // A browser that keeps a form's answers over a reload shows the rows that belong to them.
  form?.dispatchEvent(new Event('change'));
}
