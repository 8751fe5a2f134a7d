// The legend of a chart: a button for each line, which hides and shows it, with the value under the cursor.
import { swatch } from './looks.js';

export function showLegend(figure, { toggle }) {
  const box = figure.querySelector('.legend');
  const step = document.createElement('span');
  step.className = 'at';
  let buttons = new Map();
  box.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    toggle(Number(button.dataset.index));
    box.querySelector(`[data-index="${button.dataset.index}"]`)?.focus();
  });
  return {
    list(entries) {
      buttons = new Map(entries.map((entry) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset.index = entry.index;
        button.setAttribute('aria-pressed', entry.pressed);
        button.innerHTML = swatch(entry.look, entry.look.width);
        const [name, value] = [document.createElement('span'), document.createElement('b')];
        name.textContent = entry.name;
        button.append(name, value);
        return [entry.index, button];
      }));
      box.replaceChildren(...buttons.values(), step);
    },
    values(values) {
      for (const [index, button] of buttons) button.querySelector('b').textContent = values.get(index) ?? '';
    },
  };
}
