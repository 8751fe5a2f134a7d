// A chart of points in groups, with the Pareto front.
import { bus } from './bus.js';
import { create } from './echarts.js';
import { axis, colour, font, look, swatch } from './looks.js';
import { tail, tick, tickPercent } from './numbers.js';

const few = 14;

export function drawScatter(figure, chart) {
  const plot = figure.querySelector('.plot');
  const canvas = create(plot);
  const points = chart.groups
    .flatMap((group, slot) => group.points.map(([x, y], index) => ({ x, y, slot, label: group.labels[index] })))
    .sort((one, other) => one.x - other.x);
  const [least, greatest] = [points[0].x, points.at(-1).x];
  const onFront = ({ x, y }) => chart.front.some((point) => point[0] === x && point[1] === y);
  const reading = document.createElement('output');
  reading.className = 'reading';
  let current = -1;

  function draw() {
    const ink = colour('ink');
    canvas.setOption({
      animation: false,
      textStyle: { fontFamily: font() },
      grid: { left: 8, right: 140, top: 20, bottom: 30, containLabel: true },
      xAxis: axis({ type: least > 0 && greatest > 20 * least ? 'log' : 'value', scale: true, name: chart.xName, nameLocation: 'middle', nameGap: 28 }),
      yAxis: axis({ type: 'value', scale: true }),
      series: [
        {
          type: 'line',
          data: chart.front,
          silent: true,
          showSymbol: false,
          lineStyle: { color: colour('muted'), type: [6, 4], width: 1.5 },
          z: 1,
        },
        ...chart.groups.map((group, slot) => {
          const { colour: fill, symbol } = look(slot);
          return {
            type: 'scatter',
            name: group.name,
            symbol,
            symbolSize: 13,
            itemStyle: { color: fill, opacity: 1 },
            data: points.filter((point) => point.slot === slot).map((point) => ({
              value: [point.x, point.y],
              symbolSize: points.indexOf(point) === current ? 20 : 13,
              label: {
                show: points.length <= few || onFront(point) || points.indexOf(point) === current,
                formatter: tail(point.label.slice(0, point.label.lastIndexOf(':')), 28),
                position: 'right',
                color: ink,
                fontFamily: font(),
                fontSize: 12,
                fontWeight: onFront(point) ? 600 : 400,
              },
            })),
            labelLayout: { hideOverlap: true },
          };
        }),
      ],
    }, { notMerge: true });
    canvas.setOption({ yAxis: { axisLabel: { formatter: chart.share ? tickPercent : tick } }, xAxis: { axisLabel: { formatter: tick } } });
    figure.querySelector('.legend').replaceChildren(...chart.groups.map((group, slot) => {
      const entry = document.createElement('span');
      entry.innerHTML = swatch({ ...look(slot), dash: 'solid' }, 0);
      entry.append(group.name);
      return entry;
    }), reading);
  }

  function choose(index) {
    current = index;
    const point = points[index];
    reading.textContent = point ? `${point.label}, ${tick(point.x)} parameters${onFront(point) ? ', on the Pareto front' : ''}` : '';
    draw();
  }

  canvas.on('mouseover', (event) => {
    const slot = event.seriesIndex - 1;
    choose(points.indexOf(points.filter((point) => point.slot === slot)[event.dataIndex]));
  });
  canvas.on('mouseout', () => choose(-1));
  plot.addEventListener('keydown', (event) => {
    const moves = { ArrowRight: current + 1, ArrowLeft: current < 0 ? points.length - 1 : current - 1, Home: 0, End: points.length - 1 };
    if (event.key === 'Escape') choose(-1);
    else if (event.key in moves) choose(Math.max(0, Math.min(points.length - 1, moves[event.key])));
    else return;
    event.preventDefault();
  });
  bus.on('theme', draw);
  draw();
}
