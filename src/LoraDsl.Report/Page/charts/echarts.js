// The parts of ECharts that the page needs; what is not named here is not bundled.
import { init, use } from 'echarts/core';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

use([CustomChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, LabelLayout, CanvasRenderer]);

// A chart in an element, which follows the element's size.
export function create(element) {
  const chart = init(element, null, { renderer: 'canvas' });
  new ResizeObserver(() => chart.resize()).observe(element);
  return chart;
}
