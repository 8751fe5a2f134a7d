// What the charts of a page tell each other: the step under the cursor, the steps that are shown, the lines that are picked.
const listeners = new Map();

export const bus = {
  on(name, listener) {
    if (!listeners.has(name)) listeners.set(name, []);
    listeners.get(name).push(listener);
  },
  tell(name, value) {
    for (const listener of listeners.get(name) ?? []) listener(value);
  },
};

// The part of the steps that is shown; null for all.
export const shown = { from: null, to: null };

export function show(from, to) {
  shown.from = from;
  shown.to = to;
  bus.tell('window');
}
