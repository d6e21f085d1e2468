const form = document.querySelector<HTMLFormElement>('[data-search-box]');
const input = form?.querySelector('input');

if (form && input) {
  // The index and what reads it come when someone is about to search, and never before.
  const load = () =>
    void import('./search-box.ts').then(({ startSearchBox }) => startSearchBox(form, input)).catch(() => {});
  if (document.activeElement === input) load();
  else input.addEventListener('focus', load, { once: true });
}

addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest('input, textarea, select, [contenteditable]')) return;
  const box = input ?? document.querySelector<HTMLInputElement>('[data-search-words]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
