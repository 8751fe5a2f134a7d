// Which lines are shown where there are more than can be told apart. A line keeps its look for as long as it is picked, in every chart.
import { bus } from './bus.js';

const slots = new Map();
const chosen = new Set();

export const picked = () => chosen;

// Which of the looks a picked line has.
export const slotOf = (index) => slots.get(index);

export function bindPicker() {
  const picker = document.getElementById('picker');
  if (!picker) return;
  const most = Number(picker.dataset.most);
  const boxes = [...picker.querySelectorAll('input[type=checkbox]')];
  const output = picker.querySelector('output');

  const update = () => {
    chosen.clear();
    for (const box of boxes) if (box.checked) chosen.add(Number(box.value));
    for (const index of slots.keys()) if (!chosen.has(index)) slots.delete(index);
    const taken = new Set(slots.values());
    for (const index of chosen) {
      if (slots.has(index)) continue;
      let slot = 0;
      while (taken.has(slot)) slot++;
      taken.add(slot);
      slots.set(index, slot);
    }
    for (const box of boxes) box.disabled = !box.checked && chosen.size >= most;
    output.textContent = `${chosen.size} of ${boxes.length}`;
  };

  picker.addEventListener('change', () => {
    update();
    bus.tell('picked');
  });
  update();
}
