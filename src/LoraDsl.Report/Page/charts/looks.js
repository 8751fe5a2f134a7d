// Colours come from the style sheet; dashes and markers go with them, so that lines can be told apart without colour, too.
const dashes = ['solid', [9, 4], [2, 3], [10, 3, 2, 3], [16, 4], [5, 2], [1, 4], [14, 3, 2, 3, 2, 3]];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
const probe = document.createElement('i');
probe.hidden = true;
document.body.append(probe);

// A custom property may hold light-dark(), which only a property that is a colour resolves.
export function colour(name) {
  probe.className = `probe-${name}`;
  return getComputedStyle(probe).color;
}

export const font = () => getComputedStyle(document.body).fontFamily;

export function look(slot) {
  const index = slot % dashes.length;
  return { colour: colour(`s${index + 1}`), dash: dashes[index], symbol: symbols[index] };
}

// The line of a legend: as it is drawn, with its marker.
export function swatch({ colour: stroke, dash, symbol }, width = 2) {
  const dashArray = Array.isArray(dash) ? dash.join(' ') : dash === 'dotted' ? '2 3' : '';
  const hollow = symbol?.startsWith('empty');
  const fill = hollow ? 'var(--panel)' : stroke;
  const shape = {
    circle: `<circle cx="16" cy="7" r="3.5"/>`,
    rect: `<rect x="12.5" y="3.5" width="7" height="7"/>`,
    triangle: `<path d="M16 3l4 7h-8z"/>`,
    diamond: `<path d="M16 2.5l4 4.5-4 4.5-4-4.5z"/>`,
  }[symbol?.replace('empty', '').toLowerCase()] ?? '';
  return `<svg class="swatch" width="32" height="14" viewBox="0 0 32 14" aria-hidden="true">`
    + `<path d="M0 7H32" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="${dashArray}"/>`
    + `<g fill="${fill}" stroke="${stroke}" stroke-width="1.5">${shape}</g></svg>`;
}

// Axes and texts in the page's own colours and type.
export function axis(extra) {
  const [ink, line] = [colour('muted'), colour('line')];
  return {
    axisLine: { show: true, lineStyle: { color: line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line, opacity: 0.6 } },
    axisLabel: { color: ink, fontFamily: font(), fontSize: 12, hideOverlap: true },
    nameTextStyle: { color: ink, fontFamily: font(), fontSize: 12 },
    ...extra,
  };
}
