import { countWords, type Found, type Hit, renderHit } from '@plaincode/search';
import { search, warmIndex } from './search-index.ts';

/** Results in the list under the box; the search page shows more. */
const most = 8;

/**
 * Makes the search box a combobox with a list of codes under it (ARIA Authoring Practices, "Editable Combobox With List
 * Autocomplete"): arrows walk the list, Enter opens the code, Escape closes the list and then empties the box.
 */
export function startSearchBox(form: HTMLFormElement, input: HTMLInputElement): void {
  const { panel, list, more, status } = createPanel(form);
  let hits: Hit[] = [];
  let active = -1;
  let asked = '';

  Object.entries({
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    'aria-autocomplete': 'list',
  }).forEach(([name, value]) => void input.setAttribute(name, value));

  function open(shown: boolean): void {
    panel.hidden = !shown;
    input.setAttribute('aria-expanded', String(shown));
    if (!shown) choose(-1);
  }

  function choose(at: number): void {
    active = at;
    for (const [place, option] of options().entries())
      option.setAttribute('aria-selected', String(place === at));
    const chosen = options()[at];
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  async function ask(): Promise<void> {
    const typed = input.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (typed === '') return open(false);
    const found = await search({ typed: input.value, most });
    // A slower answer to what was typed before is not shown over a newer one.
    if (input.value.trim() !== typed || asked !== typed) return;
    if (!found) return open(false);
    show(found, typed);
  }

  function show(found: Found, typed: string): void {
    hits = found.groups.flatMap(({ hits: some }) => some);
    list.innerHTML = renderGroups(found);
    list.hidden = hits.length === 0;
    more.textContent = hits.length === 0 ? `No code found for “${typed}”` : 'All results';
    more.toggleAttribute('href', hits.length > 0);
    if (hits.length > 0) more.setAttribute('href', `/search/?q=${encodeURIComponent(typed)}`);
    status.textContent = countWords(hits.length);
    choose(-1);
    open(document.activeElement === input);
  }

  function go(hit: Hit | undefined): boolean {
    if (hit) location.assign(hit.path);
    return hit !== undefined;
  }

  input.addEventListener('input', () => void ask());
  input.addEventListener('focus', () => {
    if (input.value.trim() !== '' && hits.length > 0 && asked === input.value.trim()) open(true);
  });
  input.addEventListener('keydown', (event) => {
    const last = hits.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (hits.length === 0) return;
      event.preventDefault();
      if (panel.hidden) open(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(active + step > last ? -1 : active + step < -1 ? last : active + step);
    } else if (event.key === 'Escape' && !panel.hidden) {
      event.preventDefault();
      open(false);
    } else if (event.key === 'Enter' && !event.isComposing) {
      const typed = input.value.replace(/[ .-]/g, '').toUpperCase();
      const exact = hits.find(({ display }) => display.replaceAll('.', '') === typed);
      if (go(!panel.hidden && active >= 0 ? hits[active] : exact)) event.preventDefault();
    }
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option instanceof HTMLElement) go(hits[options().indexOf(option)]);
  });
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) open(false);
  });
  warmIndex();
  void ask();
}

function createPanel(form: HTMLFormElement) {
  const panel = element('div', { class: 'search-panel', hidden: '' });
  const list = element('div', { id: 'search-list', role: 'listbox', 'aria-label': 'Codes' });
  const more = element('a', { class: 'search-more' });
  const hint = element('p', { class: 'search-privacy' });
  hint.textContent = 'No patient information, please. Nothing that you type is recorded.';
  const status = element('p', { class: 'announcer', role: 'status' });
  panel.append(list, more, hint);
  form.append(panel, status);
  return { panel, list, more, status };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** Escaped by `renderHit`; names of sets are put in as text. */
function renderGroups({ groups }: Found): string {
  let at = 0;
  return groups
    .map(({ set, name, hits }) => {
      const options = hits.map(
        (hit) =>
          `<div role="option" id="search-option-${at++}" aria-selected="false">${renderHit(hit)}</div>`,
      );
      const label = document.createElement('span');
      label.textContent = name;
      return (
        `<div role="group" aria-labelledby="search-set-${set}"><div class="search-set" role="presentation" ` +
        `id="search-set-${set}">${label.innerHTML}</div>${options.join('')}</div>`
      );
    })
    .join('');
}
