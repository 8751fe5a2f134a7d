// The cursor over the steps. All charts of a page share it: what happens at a step is seen in each of them. The arrow keys move it, too.
import { bus, show } from './bus.js';
import { indexAt, number } from './numbers.js';

// read(step) shows the values at a step and returns them in words; null for no step.
export function bindCursor(figure, chart, { steps, read, key = () => false }) {
  const plot = figure.querySelector('.plot');
  const line = mark(plot, 'cursor');
  const selection = mark(plot, 'selection');
  const label = figure.querySelector('.legend');
  const spoken = document.createElement('output');
  spoken.className = 'spoken';
  figure.append(spoken);
  let current = null;
  let dragged = null;

  const at = (x) => Math.round(chart.convertFromPixel({ xAxisIndex: 0 }, x));
  const inside = (event) => chart.containPixel('grid', [event.offsetX, event.offsetY]);
  const move = (step) => bus.tell('cursor', step);

  bus.on('cursor', (step) => {
    current = step;
    const x = step === null ? NaN : chart.convertToPixel({ xAxisIndex: 0 }, step);
    line.hidden = !(x >= 0 && x <= plot.clientWidth && chart.containPixel('grid', [x, plot.clientHeight / 2]));
    line.style.transform = `translateX(${x}px)`;
    label.dataset.step = step === null ? '' : `step ${number(step)}`;
    read(step);
  });

  const surface = chart.getZr();
  surface.on('mousemove', (event) => {
    if (dragged !== null) select(event.offsetX);
    else if (inside(event)) move(at(event.offsetX));
    else move(null);
  });
  surface.on('globalout', () => move(null));
  surface.on('mousedown', (event) => {
    if (inside(event)) dragged = event.offsetX;
  });
  surface.on('dblclick', () => show(null, null));
  addEventListener('mouseup', () => {
    const [from, to] = selection.hidden ? [0, 0] : [Number(selection.dataset.from), Number(selection.dataset.to)];
    dragged = null;
    selection.hidden = true;
    if (to > from) show(from, to);
  });

  function select(x) {
    const [left, right] = [Math.min(x, dragged), Math.max(x, dragged)];
    selection.hidden = right - left < 4;
    selection.style.left = `${left}px`;
    selection.style.width = `${right - left}px`;
    selection.dataset.from = at(left);
    selection.dataset.to = at(right);
  }

  plot.addEventListener('keydown', (event) => {
    const index = current === null ? -1 : indexAt(steps, current);
    const stride = event.shiftKey ? 10 : 1;
    const moves = {
      ArrowLeft: index < 0 ? steps.length - 1 : index - stride,
      ArrowRight: index + stride,
      Home: 0,
      End: steps.length - 1,
    };
    if (event.key === 'Escape') {
      move(null);
      spoken.textContent = '';
    } else if (event.key in moves) {
      move(steps[Math.max(0, Math.min(steps.length - 1, moves[event.key]))]);
    } else if (!key(event.key)) {
      return;
    }
    event.preventDefault();
    if (current !== null) spoken.textContent = `Step ${number(current)}: ${read(current)}`;
  });
}

function mark(plot, name) {
  const element = document.createElement('div');
  element.className = name;
  element.hidden = true;
  plot.append(element);
  return element;
}
