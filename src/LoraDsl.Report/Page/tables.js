// Filters: of the rows of a table, and of lists of choices.
(() => {
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (element, wanted) => {
    const text = element.textContent.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };

  for (const form of document.querySelectorAll('form.filter')) {
    const rows = [...document.getElementById(form.dataset.table).tBodies[0].rows];
    const output = form.querySelector('output');
    const apply = () => {
      const { text, rule, changes } = form.elements;
      const wanted = words(text.value);
      let shown = 0;
      for (const row of rows) {
        const [, , before, after, ruleCell] = [...row.cells].map((cell) => cell.textContent);
        const kept = (rule.value === '' || ruleCell === rule.value)
          && (!changes.checked || after !== before)
          && holds(row, wanted);
        row.hidden = !kept;
        shown += kept ? 1 : 0;
      }
      output.textContent = `${shown} of ${rows.length} shown`;
    };
    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    apply();
  }

  for (const input of document.querySelectorAll('input[data-filters]')) {
    const entries = [...document.getElementById(input.dataset.filters).children];
    input.addEventListener('input', () => {
      const wanted = words(input.value);
      for (const entry of entries) entry.hidden = !holds(entry, wanted);
    });
  }

  // Tables that are folded away on the screen are part of what is printed only when they are open.
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    target?.closest('details')?.setAttribute('open', '');
  });
})();
