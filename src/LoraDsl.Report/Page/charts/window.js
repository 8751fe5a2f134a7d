// The form that says which steps are shown.
import { bus, show, shown } from './bus.js';

export function bindWindow(charts) {
  const form = document.getElementById('window');
  if (!form) return;
  const all = Object.values(charts.lines).flatMap((chart) => chart.steps).filter((steps) => steps.length > 0);
  const [first, last] = [Math.min(...all.map((steps) => steps[0])), Math.max(...all.map((steps) => steps.at(-1)))];
  const { from, to } = form.elements;

  const fill = () => {
    from.value = shown.from ?? first;
    to.value = shown.to ?? last;
  };

  for (const input of [from, to]) [input.min, input.max] = [first, last];
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    show(null, null);
  });
  form.addEventListener('change', () => {
    const [low, high] = [Math.max(first, from.valueAsNumber || first), Math.min(last, to.valueAsNumber || last)];
    if (low < high) show(low === first ? null : low, high === last ? null : high);
    else fill();
  });
  bus.on('window', fill);
  fill();
}
