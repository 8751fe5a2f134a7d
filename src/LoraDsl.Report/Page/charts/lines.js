// A chart of lines over the steps.
import { bus, shown } from './bus.js';
import { create } from './echarts.js';
import { axis, colour, font, look } from './looks.js';
import { indexAt, number, percent, tail, tick, tickPercent } from './numbers.js';
import { showLegend } from './legend.js';
import { bindCursor } from './cursor.js';
import { picked, slotOf } from './picker.js';

const star = 'path://M50 0l15 34 37 4-28 25 8 37-32-19-32 19 8-37-28-25 37-4z';

export function drawLines(figure, chart) {
  const plot = figure.querySelector('.plot');
  const canvas = create(plot);
  const hidden = new Set();
  const write = chart.share ? percent : number;

  const lines = () => chart.lines
    .map((line, index) => ({ ...line, index, steps: chart.steps[line.steps] }))
    .filter((line) => !chart.pick || picked().has(line.index));

  const valueAt = (line, step) => {
    const index = indexAt(line.steps, step);
    return line.steps[index] <= step ? line.values[index] : null;
  };

  const legend = showLegend(figure, {
    toggle(index) {
      if (!hidden.delete(index)) hidden.add(index);
      draw();
    },
  });

  function draw() {
    const [first, last] = range(chart);
    const drawn = lines().filter((line) => !hidden.has(line.index));
    const several = drawn.length > 1 && chart.lines.every((line) => line.look === 'Plain');
    const roomy = plot.clientWidth > 640;
    canvas.setOption({
      animation: false,
      textStyle: { fontFamily: font() },
      grid: { left: 8, right: several && roomy ? 170 : 24, top: 16, bottom: 8, containLabel: true },
      xAxis: axis({ type: 'value', min: first === last ? first - 1 : first, max: first === last ? last + 1 : last, minInterval: 1, splitLine: { show: false } }),
      yAxis: axis({ type: chart.logarithmic ? 'log' : 'value', scale: true, minInterval: whole(chart) ? 1 : 0 }),
      series: [
        ...band(chart),
        ...drawn.flatMap((line) => series(chart, line, several && roomy)),
        ...marks(chart),
      ],
    }, { notMerge: true });
    canvas.setOption({ yAxis: { axisLabel: { formatter: chart.share ? tickPercent : tick } }, xAxis: { axisLabel: { formatter: tick } } });
    legend.list(lines().map((line) => ({ index: line.index, name: line.name, look: lookOf(chart, line), pressed: !hidden.has(line.index) })));
  }

  bindCursor(figure, canvas, {
    steps: chart.steps[0],
    read(step) {
      legend.values(new Map(lines().map((line) => [line.index, step === null ? '' : write(valueAt(line, step))])));
      return lines().filter((line) => !hidden.has(line.index)).map((line) => `${line.name} ${write(valueAt(line, step))}`).join(', ');
    },
  });
  for (const event of ['theme', 'window', ...(chart.pick ? ['picked'] : [])]) bus.on(event, draw);
  draw();
}

function range(chart) {
  const all = chart.steps.filter((steps) => steps.length > 0);
  const [first, last] = [Math.min(...all.map((steps) => steps[0])), Math.max(...all.map((steps) => steps.at(-1)))];
  return [Math.max(first, shown.from ?? first), Math.min(last, shown.to ?? last)];
}

const whole = (chart) => chart.lines.every((line) => line.look === 'Stairs' || line.look === 'Bound')
  && chart.lines[0].values.every((value) => value === null || Number.isInteger(value));

// A picked line has the look that it was picked with; elsewhere a line's place among its like decides.
const slot = (chart, line) => (chart.pick
  ? slotOf(line.index)
  : chart.lines.slice(0, line.index).filter((other) => other.look === line.look).length);

function lookOf(chart, line) {
  switch (line.look) {
    case 'Faint': return { colour: colour('faint'), dash: 'solid', width: 1 };
    case 'Marked': return { ...look(1), dash: [6, 4], symbol: 'diamond' };
    case 'Bound': return { ...look(1), dash: 'dotted', symbol: undefined };
    case 'Stairs': return { ...look(0), symbol: undefined };
    default: return look(slot(chart, line));
  }
}

// The points of a line within the steps that are shown, so that the vertical axis fits what is seen. Where the chart marks gaps they stay gaps.
function points(chart, line) {
  const [from, to] = [shown.from ?? -Infinity, shown.to ?? Infinity];
  const keepGaps = chart.gaps.length > 0;
  const kept = [];
  for (let index = 0; index < line.steps.length; index++) {
    const step = line.steps[index];
    if (step >= from && step <= to && (keepGaps || line.values[index] !== null)) kept.push([step, line.values[index]]);
  }
  return kept;
}

function series(chart, line, labelled) {
  const { colour: stroke, dash, symbol, width = 2 } = lookOf(chart, line);
  const data = points(chart, line);
  const every = Math.max(1, Math.ceil(data.length / 8));
  const marked = line.look === 'Marked' && data.length <= 60;
  const sparse = data.filter((_, index) => marked || (index + 3 * slot(chart, line)) % every === 0);
  const result = [{
    type: 'line',
    name: line.name,
    data,
    silent: true,
    showSymbol: data.length === 1,
    symbol: 'circle',
    step: line.look === 'Stairs' ? 'end' : false,
    lineStyle: { color: stroke, type: dash, width },
    itemStyle: { color: stroke },
    endLabel: { show: labelled, formatter: tail(line.name, 24), color: stroke, fontFamily: font(), fontSize: 12, distance: 10 },
    labelLayout: { moveOverlap: 'shiftY' },
    z: line.look === 'Faint' ? 2 : 3,
  }];
  if (symbol) {
    result.push({ type: 'scatter', data: sparse, silent: true, symbol, symbolSize: 8, itemStyle: { color: stroke, opacity: 1 }, z: 4 });
  }
  return result;
}

// The range of all lines, when only some are shown.
function band(chart) {
  if (!chart.pick) return [];
  const steps = chart.steps[0];
  const rows = steps.map((step, index) => {
    const values = chart.lines.map((line) => line.values[index]).filter((value) => value !== null);
    return values.length === 0 ? null : [step, Math.min(...values), Math.max(...values)];
  }).filter((row) => row && row[0] >= (shown.from ?? -Infinity) && row[0] <= (shown.to ?? Infinity));
  if (rows.length === 0) return [];
  return [{
    type: 'custom',
    silent: true,
    z: 1,
    data: rows,
    encode: { x: 0, y: [1, 2] },
    // One shape for the whole band: it is drawn with its first row.
    renderItem(parameters, api) {
      if (parameters.dataIndexInside > 0) return null;
      const low = rows.map((row) => api.coord([row[0], row[1]]));
      const high = rows.map((row) => api.coord([row[0], row[2]])).reverse();
      return { type: 'polygon', shape: { points: [...low, ...high] }, style: { fill: colour('band') } };
    },
  }];
}

function marks(chart) {
  const inside = (step) => step >= (shown.from ?? -Infinity) && step <= (shown.to ?? Infinity);
  const [first, last] = range(chart);
  const ink = colour('ink');
  const result = chart.marks.filter((mark) => inside(mark.step)).map((mark) => ({
    type: 'scatter',
    silent: true,
    data: [[mark.step, mark.value]],
    symbol: star,
    symbolSize: 17,
    itemStyle: { color: colour('star'), borderColor: ink, borderWidth: 1, opacity: 1 },
    label: {
      show: true,
      formatter: mark.label,
      position: mark.step - first > 0.75 * (last - first) ? 'left' : 'right',
      distance: 8,
      color: ink,
      fontFamily: font(),
      fontSize: 12,
      fontWeight: 600,
      textBorderColor: colour('panel'),
      textBorderWidth: 3,
    },
    z: 6,
  }));
  const gaps = chart.gaps.filter(inside);
  if (gaps.length > 0) {
    result.push({
      type: 'line',
      data: [],
      silent: true,
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: colour('bad'), type: [3, 3], width: 1 },
        label: { show: false, color: colour('bad'), fontFamily: font(), position: 'insideEndTop' },
        data: gaps.map((step, index) => ({ xAxis: step, label: { show: index === 0, formatter: 'not a number' } })),
      },
    });
  }
  return result;
}
