import * as echarts from 'echarts';

const SIZE = { width: 1000, height: 460 };
const COLOURS = ['#9ec5e8', '#4f8fc4', '#1d4f7c', '#0b2b47'];

/**
 * What an operation costs by how much there is, drawn as bars: SVG text, the same for the same figures. `series` has a name and one
 * value (milliseconds of the processor, or null) for each of the `operations`.
 */
export function costChart({ title, subtitle, operations, series }) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    chart.setOption({
      animation: false, color: COLOURS, backgroundColor: '#ffffff',
      textStyle: { fontFamily: 'sans-serif' },
      title: { text: title, subtext: subtitle, left: 20, top: 10 },
      legend: { top: 70, left: 20, itemGap: 40 },
      grid: { left: 60, right: 20, top: 110, bottom: 60 },
      xAxis: { type: 'category', data: operations, axisLabel: { interval: 0, width: 110, overflow: 'break' } },
      // A search costs a hundred times what a page does: on a plain scale nothing else would be seen.
      yAxis: { type: 'log', min: 0.1, startValue: 0.1, name: 'ms of the processor (logarithmic)', nameLocation: 'middle', nameGap: 40 },
      series: series.map(({ name, values }) => ({
        name, type: 'bar', data: values, label: { show: true, position: 'top', fontSize: 9, formatter: ({ value }) => (typeof value === 'number' ? value.toFixed(2) : '') },
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
