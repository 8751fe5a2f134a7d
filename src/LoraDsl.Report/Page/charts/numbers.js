// Figures, written as in the page's tables.
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function number(value) {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  const text = size === 0 ? '0'
    : Number.isInteger(value) && size < 1e15 ? grouped.format(value)
      : size < 1e-3 || size >= 1e6 ? value.toExponential(3)
        : size < 1 ? value.toFixed(4)
          : size < 10 ? value.toFixed(3)
            : size < 100 ? value.toFixed(2)
              : size < 1000 ? value.toFixed(1) : grouped.format(value);
  return text.replace('-', '−');
}

export const percent = (value) => (value === null || value === undefined ? '–' : `${(100 * value).toFixed(1)} %`);

// Short, for an axis: 0.5, 20k, 1e-4.
export function tick(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return `${+(value / 1e6).toPrecision(4)} M`;
  if (size >= 1e4) return `${+(value / 1e3).toPrecision(4)} k`;
  return size !== 0 && size < 1e-3 ? value.toExponential(0) : String(+value.toPrecision(6));
}

export const tickPercent = (value) => `${+(100 * value).toFixed(2)} %`;

// The end of a path says more than its beginning.
export const tail = (text, length) => (text.length <= length ? text : `…${text.slice(1 - length)}`);

// The greatest index whose value is at most the one that is asked for, or the first.
export function indexAt(values, wanted) {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
