import { type Standing, standingOn } from './standing-on.ts';

const form = document.querySelector<HTMLFormElement>('[data-as-of]');
const list = document.querySelector<HTMLElement>('[data-history]');
if (form && list) enhance(form, list);

/** The address with `?on=YYYY-MM-DD` is the page as of that date of service: it can be passed on. */
function enhance(asked: HTMLFormElement, held: HTMLElement): void {
  const input = asked.querySelector<HTMLInputElement>('input');
  const answer = asked.querySelector<HTMLElement>('[data-as-of-answer]');
  if (!input || !answer) return;
  const show = () => {
    const {
      from: added = null,
      until: terminated = null,
      newest = '',
      newestFrom = '',
      due = '',
    } = asked.dataset;
    const code = held.dataset.code ?? 'The code';
    answer.textContent = standingOn(
      input.value,
      code,
      readHistory(held),
      { added, terminated },
      {
        label: newest,
        from: newestFrom,
        due,
      },
    );
    markWording(input.value);
  };
  asked.addEventListener('submit', (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set('on', input.value);
    history.replaceState(history.state, '', address);
    show();
  });
  // A form whose day is missing is not sent, and no answer may stand beside an empty field.
  for (const event of ['input', 'invalid'])
    input.addEventListener(event, () => {
      if (input.value !== '') return;
      answer.textContent = '';
      markWording('');
    });
  const on = new URLSearchParams(location.search).get('on') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return;
  input.value = on;
  // A day that the calendar does not have leaves the field empty.
  if (input.value === on) show();
}

function readHistory(held: HTMLElement): Standing[] {
  return [...held.children].map((item) => {
    const { from = '', label = '', held: isHeld, billable } = item instanceof HTMLElement ? item.dataset : {};
    return {
      from,
      label,
      held: isHeld === 'true',
      billable: billable === undefined ? null : billable === 'true',
    };
  });
}

/** Points at the wording of that day, where the description is open and was worded in more than one way. */
function markWording(day: string): void {
  const wordings = [...document.querySelectorAll<HTMLElement>('.wordings > li')];
  const then = wordings.find(({ dataset }) => (dataset.from ?? '') <= day);
  for (const wording of wordings) wording.toggleAttribute('data-then', wording === then);
}
