// The evidence table can be sorted by any of its columns. Without this script it stands in the order of strength.

for (const table of document.querySelectorAll('.evidence-table table')) sortable(table);

/** @param {Element} table */
function sortable(table) {
  const body = table.querySelector('tbody');
  if (!body) return;
  const heads = [...table.querySelectorAll('thead th')];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'evidence-table__sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const value = (/** @type {HTMLTableRowElement} */ row) => Number(row.cells[column]?.dataset.value);
      const rows = [...body.rows].sort((a, b) => (value(a) - value(b)) * (down ? -1 : 1));
      body.append(...rows);
    });
  });
  heads[0]?.setAttribute('aria-sort', 'ascending');
}
