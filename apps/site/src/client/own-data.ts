import { formatDay } from '../render/format-date.ts';
import { sendForm } from './account-requests.ts';

/** Shows the reader's history and devices; a list that cannot be had says so in its place. */
export async function showOwnData(): Promise<void> {
  const [pages, sessions] = await Promise.all([listOf('history', 'pages'), listOf('sessions', 'sessions')]);
  fill('[data-own-history]', pages?.map(historyItem) ?? null);
  fill('[data-own-sessions]', sessions?.map(sessionItem) ?? null);
  document.querySelector('[data-own-history-none]')?.toggleAttribute('hidden', pages?.length !== 0);
}

type Row = Record<string, unknown>;

async function listOf(name: string, key: string): Promise<Row[] | null> {
  try {
    const response = await fetch(`/api/account/${name}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(10_000),
    });
    const json: Row = await response.json();
    return Array.isArray(json[key]) ? json[key] : null;
  } catch {
    return null;
  }
}

function fill(place: string, items: Node[] | null): void {
  const list = document.querySelector<HTMLElement>(place);
  if (!list) return;
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  if (items) list.replaceChildren(...items);
  else list.replaceChildren(item('This list cannot be had right now. Try again in a moment.'));
  if (held) keepFocus(list, held);
}

/** What had the focus in a list that is shown anew has it again; where it is gone, the list has it. */
function keepFocus(list: HTMLElement, held: Element): void {
  const same = [...list.querySelectorAll<HTMLElement>('a, button')].find(
    (one) =>
      one.getAttribute('href') === held.getAttribute('href') &&
      one.dataset.session === held.getAttribute('data-session'),
  );
  list.tabIndex = -1;
  (same ?? list).focus();
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function historyItem({ page, title, at }: Row): HTMLLIElement {
  const link = document.createElement('a');
  // Only paths of this site: anything else would be no page of it.
  link.href = /^\/(?!\/)/.test(textOf(page)) ? textOf(page) : '/';
  link.textContent = textOf(title) || textOf(page);
  const day = document.createElement('span');
  day.className = 'label';
  day.textContent = ` ${formatDay(textOf(at))}`;
  const row = document.createElement('li');
  row.append(link, day);
  return row;
}

function sessionItem({ id, device, started, current }: Row): HTMLLIElement {
  const words = `${textOf(device)}, since ${formatDay(textOf(started))}${current === true ? ' (this device)' : ''}`;
  const row = item(words);
  if (current !== true) row.append(' ', endButton(textOf(id), textOf(device), row));
  return row;
}

function endButton(session: string, device: string, row: HTMLLIElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = 'button-quiet';
  button.type = 'button';
  button.dataset.session = session;
  button.textContent = 'Log out';
  button.setAttribute('aria-label', `Log out ${device}`);
  button.addEventListener('click', async () => {
    const answer = await sendForm('/api/account/sessions/end', { session });
    row.replaceChildren(answer.ok ? `${device} is logged out.` : answer.message);
    row.tabIndex = -1;
    row.focus();
  });
  return button;
}

function item(words: string): HTMLLIElement {
  const row = document.createElement('li');
  row.textContent = words;
  return row;
}
