// The heat map of ranks: a row for each adapter, a stretch for each rank.
import { bus, shown } from './bus.js';
import { create } from './echarts.js';
import { axis, colour, font } from './looks.js';
import { number, tail, tick } from './numbers.js';
import { bindCursor } from './cursor.js';

const stops = 5;

export function drawRanks(figure, map) {
  const plot = figure.querySelector('.plot');
  const rows = map.adapters.length;
  const row = rows <= 30 ? 26 : rows <= 90 ? 16 : Math.max(3, Math.floor(1400 / rows));
  plot.style.height = `${Math.max(120, rows * row + 44)}px`;
  const canvas = create(plot);
  const length = plot.clientWidth > 640 ? 34 : 14;
  const byAdapter = Map.groupBy(map.segments, ([adapter]) => adapter);
  const rankAt = (adapter, step) => byAdapter.get(adapter)?.find(([, from, to]) => step >= from && step < to)?.[3];
  let current = 0;

  function draw() {
    const shades = palette(map.highest);
    const [from, to] = [Math.max(map.from, shown.from ?? map.from), Math.min(map.to, shown.to === null ? map.to : shown.to + 1)];
    canvas.setOption({
      animation: false,
      textStyle: { fontFamily: font() },
      grid: { left: 8, right: 24, top: 4, bottom: 8, containLabel: true },
      xAxis: axis({ type: 'value', min: from, max: to, minInterval: 1, splitLine: { show: false } }),
      yAxis: axis({ type: 'category', inverse: true, data: map.adapters, splitLine: { show: false } }),
      series: [{
        type: 'custom',
        data: map.segments.filter((segment) => segment[2] > from && segment[1] < to),
        encode: { x: [1, 2], y: 0 },
        silent: true,
        renderItem: (parameters, api) => stretch(parameters.coordSys, api, shades, from, to),
      }],
    }, { notMerge: true });
    canvas.setOption({ xAxis: { axisLabel: { formatter: tick, showMaxLabel: false } }, yAxis: { axisLabel: { interval: Math.ceil(15 / row) - 1, formatter: (name) => tail(name, length) } } });
    scale(figure, map.highest, shades);
  }

  bindCursor(figure, canvas, {
    steps: [...new Set(map.segments.map(([, from]) => from)), map.to - 1].sort((a, b) => a - b),
    read(step) {
      const text = step === null ? '' : `${map.adapters[current]} rank ${rankAt(current, step) ?? '–'}`;
      figure.querySelector('.reading').textContent = text;
      return text;
    },
    key(name) {
      const moves = { ArrowUp: current - 1, ArrowDown: current + 1 };
      if (!(name in moves)) return false;
      current = Math.max(0, Math.min(rows - 1, moves[name]));
      return true;
    },
  });
  canvas.getZr().on('mousemove', (event) => {
    const found = canvas.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])?.[1];
    if (found >= 0 && found < rows) current = found;
  });
  for (const event of ['theme', 'window']) bus.on(event, draw);
  draw();
}

function stretch(area, api, shades, least, most) {
  const [adapter, from, to, rank] = [api.value(0), api.value(1), api.value(2), api.value(3)];
  const [left, middle] = api.coord([Math.max(from, least), adapter]);
  const right = api.coord([Math.min(to, most), adapter])[0];
  const height = api.size([0, 1])[1];
  const gap = height > 8 ? 2 : 0;
  const shape = { x: left, y: middle - height / 2 + gap / 2, width: Math.max(1, right - left - (right - left > 3 ? 1 : 0)), height: height - gap };
  const text = String(rank);
  const fits = height >= 13 && right - left >= 8 * text.length + 6;
  const shade = shades(rank);
  return {
    type: 'group',
    children: [
      { type: 'rect', shape, style: rank === 0 ? { fill: 'none', stroke: colour('line'), lineWidth: 1 } : { fill: shade.fill } },
      ...(fits ? [{
        type: 'text',
        style: { text, x: left + 5, y: middle, verticalAlign: 'middle', fill: rank === 0 ? colour('muted') : shade.ink, font: `12px ${font()}` },
      }] : []),
    ],
  };
}

// A shade for each rank, from the style sheet's few; and a colour for text on it.
function palette(highest) {
  const parse = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
  const colours = Array.from({ length: stops }, (_, index) => parse(colour(`h${index}`)));
  const cache = new Map();
  return (rank) => {
    if (!cache.has(rank)) {
      const place = highest <= 1 ? stops - 1 : ((rank - 1) / (highest - 1)) * (stops - 1);
      const [low, part] = [Math.min(stops - 2, Math.floor(place)), place - Math.min(stops - 2, Math.floor(place))];
      const mixed = colours[low].map((value, channel) => value + part * (colours[low + 1][channel] - value));
      const light = (0.299 * mixed[0] + 0.587 * mixed[1] + 0.114 * mixed[2]) / 255;
      cache.set(rank, { fill: `rgb(${mixed.map(Math.round).join(' ')})`, ink: light > 0.55 ? '#10202c' : '#ffffff' });
    }
    return cache.get(rank);
  };
}

// Which shade is which rank, in figures.
function scale(figure, highest, shades) {
  const legend = figure.querySelector('.legend');
  const ranks = [...new Set(Array.from({ length: 6 }, (_, index) => Math.max(1, Math.round(1 + (index / 5) * (highest - 1)))))];
  const reading = document.createElement('b');
  reading.className = 'reading';
  legend.replaceChildren('rank', ...[0, ...(highest > 0 ? ranks : [])].map((rank) => {
    const cell = document.createElement('span');
    cell.className = 'shade';
    cell.textContent = number(rank);
    if (rank > 0) [cell.style.background, cell.style.color] = [shades(rank).fill, shades(rank).ink];
    return cell;
  }), reading);
}
