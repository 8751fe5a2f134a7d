// Light or dark: as the system has it, or as was chosen here. Runs in the head, so that the page is never shown in the other colours first.
(() => {
  const root = document.documentElement;
  const key = 'loradsl-report-theme';

  // Storage may be closed to a page from the disk; then the choice lasts as long as the page.
  const stored = () => {
    try {
      return localStorage.getItem(key) ?? 'system';
    } catch {
      return 'system';
    }
  };

  const store = (theme) => {
    try {
      localStorage.setItem(key, theme);
    } catch {
      // It stays with this page.
    }
  };

  const show = (theme) => {
    if (theme === 'system') {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = theme;
    }
    document.dispatchEvent(new Event('themechange'));
  };

  show(stored());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => document.dispatchEvent(new Event('themechange')));

  document.addEventListener('DOMContentLoaded', () => {
    const control = document.querySelector('.switch');
    control.hidden = false;
    control.querySelector(`[value="${CSS.escape(stored())}"]`)?.click();
    control.addEventListener('change', (event) => {
      store(event.target.value);
      show(event.target.value);
    });
  });

  // Paper is white, and charts are pictures: they have to be drawn for it.
  let before;
  addEventListener('beforeprint', () => {
    before = root.dataset.theme ?? 'system';
    show('light');
  });
  addEventListener('afterprint', () => show(before));
})();
