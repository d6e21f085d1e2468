import { inOneLine, renderResults } from '@plaincode/search';
import { search, unreadWords } from './search-index.ts';

/** As many as the gate shows. */
const most = 60;

const form = document.querySelector<HTMLFormElement>('[data-search-page]');
const results = document.querySelector('[data-search-results]');
const words = form?.querySelector<HTMLInputElement>('[data-search-words]');
const asked = new URLSearchParams(location.search);
const typed = inOneLine(asked.get('q') ?? '');

// On a host of plain files the results are found here.
if (form && results && words && typed !== '') {
  words.value = typed;
  for (const box of form.querySelectorAll<HTMLInputElement>('[data-search-filter]'))
    box.checked = asked.get(box.name) === '1';
  const filters = { active: asked.get('active') === '1', billable: asked.get('billable') === '1' };
  void search({ typed, filters, most }).then((found) => {
    results.innerHTML = found ? renderResults(typed, found) : `<p role="status">${unreadWords}</p>`;
  });
}
