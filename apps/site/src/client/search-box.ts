import { countWords, type Found, type Hit, missingWords, nearWords, renderHit } from '@plaincode/search';
import { search, warmIndex } from './search-index.ts';

/** Where the index cannot be had, as after a takedown until the next publish: `/search` finds without it. */
const unlistedWords = 'No list can be shown right now. Press Enter to search.';

/** Results in the list under the box; the search page shows more. */
const most = 8;

/**
 * Makes the search box a combobox with a list of codes under it (ARIA Authoring Practices, "Editable Combobox With List
 * Autocomplete"): arrows walk the list, Enter opens the code, Tab goes on to the filters below it, Escape closes the list
 * and then empties the box.
 */
export function startSearchBox(form: HTMLFormElement, input: HTMLInputElement): void {
  const { panel, list, more, status, filters } = createPanel(form);
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
    // Whoever stands in what closes goes back to where they typed.
    if (!shown && panel.contains(document.activeElement)) input.focus();
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

  /** The address of the search page for what is in the form; empty where nothing is typed. */
  const wanted = () => {
    const typed = input.value.trim();
    const on = filters.filter(({ checked }) => checked).map(({ name }) => [name, '1']);
    return typed === '' ? '' : `/search/?${new URLSearchParams([['q', typed], ...on])}`;
  };

  async function ask(): Promise<void> {
    const now = wanted();
    if (now === asked) return;
    asked = now;
    // The code that was chosen among the earlier results is not the one that is meant now.
    choose(-1);
    if (now === '') return open(false);
    const chosen = Object.fromEntries(filters.map(({ name, checked }) => [name, checked]));
    const found = await search({ typed: input.value, filters: chosen, most });
    // A slower answer to what was asked before is not shown over a newer one.
    if (asked !== now) return;
    if (found) return show(found);
    asked = '';
    showUnread(now);
  }

  function show(found: Found): void {
    hits = found.groups.flatMap(({ hits: some }) => some);
    list.innerHTML = renderGroups(found);
    const on = filters.filter(({ checked }) => checked).map(({ labels }) => labels?.[0]?.textContent);
    const among = on.length > 0 ? ' among the codes that the filters show' : '';
    const missing = found.codes ? missingWords(found.codes) : [];
    showMore(
      hits.length > 0
        ? found.near
          ? `${nearWords}: all results`
          : [...missing, 'All results'].join('. ')
        : missing.length > 0
          ? missing.join('. ')
          : `No code found for “${input.value.trim()}”${among}`,
      // With the filters: as many codes of another kind are news too.
      [countWords(found), ...on].join(', '),
    );
    if (hits.length > 0) more.setAttribute('href', asked);
  }

  function showUnread(address: string): void {
    hits = [];
    list.replaceChildren();
    showMore(unlistedWords, unlistedWords);
    more.setAttribute('href', address);
  }

  /** The line below the list, without an address, and what a screen reader is told. */
  function showMore(words: string, told: string): void {
    list.hidden = hits.length === 0;
    more.textContent = words;
    more.removeAttribute('href');
    status.textContent = told;
    choose(-1);
    open(form.contains(document.activeElement));
  }

  function go(hit: Hit | undefined): boolean {
    if (hit) location.assign(hit.path);
    return hit !== undefined;
  }

  input.addEventListener('input', () => void ask());
  input.addEventListener('focus', () => {
    if (hits.length > 0 && asked === wanted()) open(true);
  });
  input.addEventListener('keydown', (event) => {
    const last = hits.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (hits.length === 0) return;
      event.preventDefault();
      if (panel.hidden) open(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(active + step > last ? -1 : active + step < -1 ? last : active + step);
    } else if (event.key === 'Enter' && !event.isComposing) {
      const typed = input.value.replace(/[ .-]/g, '').toUpperCase();
      const exact = hits.find(({ display }) => display.replaceAll('.', '') === typed);
      if (go(!panel.hidden && active >= 0 ? hits[active] : exact)) event.preventDefault();
    }
  });
  // The box keeps the focus, and with it the panel stays open, wherever in it a pointer comes down.
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option instanceof HTMLElement) go(hits[options().indexOf(option)]);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    open(false);
  });
  for (const filter of filters) filter.addEventListener('change', () => void ask());
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
  const { fieldset, filters } = createFilters();
  const hint = element('p', { class: 'search-privacy' });
  hint.textContent = 'No patient information, please. Nothing that you type is recorded.';
  const status = element('p', { class: 'announcer', role: 'status' });
  panel.append(list, fieldset, more, hint);
  form.append(panel, status);
  return { panel, list, more, status, filters };
}

/** The same filters as on the search page, which a form that is sent takes along. */
function createFilters(): { fieldset: HTMLFieldSetElement; filters: HTMLInputElement[] } {
  const fieldset = element('fieldset', { class: 'search-filters' });
  fieldset.append(Object.assign(element('legend', {}), { textContent: 'Show' }));
  const words = { active: 'only codes in force', billable: 'only codes that can be submitted' };
  const filters = Object.entries(words).map(([name, text]) => {
    // Firefox would bring a mark back at a reload.
    const filter = element('input', { type: 'checkbox', name, value: '1', autocomplete: 'off' });
    const label = element('label', {});
    label.append(filter, text);
    fieldset.append(label);
    return filter;
  });
  return { fieldset, filters };
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
    .map(({ name, hits }, place) => {
      const options = hits.map(
        (hit) =>
          `<div role="option" id="search-option-${at++}" aria-selected="false">${renderHit(hit)}</div>`,
      );
      const label = document.createElement('span');
      label.textContent = name;
      return (
        `<div role="group" aria-labelledby="search-set-${place}"><div class="search-set" role="presentation" ` +
        `id="search-set-${place}">${label.innerHTML}</div>${options.join('')}</div>`
      );
    })
    .join('');
}
