// Draws every figure of the page that names a chart.
import { bus } from './bus.js';
import { drawLines } from './lines.js';
import { drawRanks } from './ranks.js';
import { drawScatter } from './scatter.js';
import { bindPicker } from './picker.js';
import { bindWindow } from './window.js';

const kinds = { lines: drawLines, ranks: drawRanks, scatters: drawScatter };
const charts = JSON.parse(document.getElementById('charts').textContent);

bindPicker();
bindWindow(charts);
for (const figure of document.querySelectorAll('figure[data-chart]')) {
  const name = figure.dataset.chart;
  const kind = Object.keys(kinds).find((key) => Object.hasOwn(charts[key], name));
  kinds[kind](figure, charts[kind][name]);
  figure.dataset.drawn = kind;
}
document.addEventListener('themechange', () => bus.tell('theme'));
