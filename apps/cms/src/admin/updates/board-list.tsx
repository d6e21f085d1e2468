'use client';

import type { Board, BoardItem } from '../../updates/board.ts';
import { addressOf } from '../../workflow/item-address.ts';
import { changeKinds, itemStates, resolutions } from '../../workflow/work-item.ts';
import { askDesk } from '../ask-desk.ts';
import { WordDiff } from '../words/word-diff.tsx';
import { PersonChoice } from './person-choice.tsx';
import { setQuery } from './use-board.ts';

type Props = {
  board: Board;
  busy: boolean;
  query: string;
  chosen: ReadonlySet<string>;
  setChosen: (ids: ReadonlySet<string>) => void;
  change: (work: () => Promise<unknown>, said?: string) => Promise<boolean>;
};

/** One page of items in official order. */
export function BoardList({ board, busy, query, chosen, setChosen, change }: Props) {
  const { update, people, page } = board;
  const assign = (id: string, data: Record<string, string | null>) =>
    change(() => askDesk(`/work-items/${id}`, 'PATCH', data));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  if (page.items.length === 0)
    return <p className="desk-quiet">Nothing here. Other filters may show more.</p>;
  return (
    <>
      <table className="updates-items" aria-busy={busy}>
        <thead>
          <tr>
            <th scope="col">
              <span className="desk-heard">Choose</span>
            </th>
            <th scope="col">Code</th>
            <th scope="col">Change</th>
            <th scope="col">State</th>
            <th scope="col">Editor</th>
            <th scope="col">Reviewer</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((item) => (
            <tr key={item.id}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Choose ${item.displayCode}`}
                  checked={chosen.has(item.id)}
                  onChange={() => toggle(item.id)}
                />
              </td>
              <th scope="row">
                <a
                  href={`/admin/updates/${update.edition}/items/${addressOf(update.codeSet, item)}?${query}`}
                >
                  {item.displayCode}
                </a>
                {item.codeSet !== update.codeSet && <small>{item.codeSet}</small>}
              </th>
              <td className="updates-items__change">
                <Kinds item={item} />
                <WordDiff words={item.words} />
                {item.reopened && item.state !== 'done' && <small>{item.reopened}</small>}
              </td>
              <td>
                <StateMark item={item} />
              </td>
              <td data-label="Editor">
                <PersonChoice
                  label={`Editor of ${item.displayCode}`}
                  work="write"
                  people={people}
                  value={item.assignee}
                  onChoose={(assignee) => assign(item.id, { assignee })}
                />
              </td>
              <td data-label="Reviewer">
                <PersonChoice
                  label={`Reviewer of ${item.displayCode}`}
                  work="review"
                  people={people}
                  value={item.reviewer}
                  onChoose={(reviewer) => assign(item.id, { reviewer })}
                />
              </td>
              <td data-label="Due">
                <input
                  type="date"
                  aria-label={`${item.displayCode} is due on`}
                  key={item.due}
                  defaultValue={item.due ?? ''}
                  onBlur={({ target }) =>
                    target.value !== (item.due ?? '') && assign(item.id, { due: target.value || null })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.pages > 1 && <Pages page={page.page} pages={page.pages} />}
    </>
  );
}

export function Kinds({ item }: { item: Pick<BoardItem, 'kinds'> }) {
  return (
    <span className="updates-kinds">
      {item.kinds.map((kind) => (
        <span key={kind} className={`updates-kind updates-kind--${kind}`}>
          {changeKinds[kind]}
        </span>
      ))}
    </span>
  );
}

export function StateMark({ item }: { item: Pick<BoardItem, 'state' | 'resolution' | 'proposedBy'> }) {
  const { state, resolution, proposedBy } = item;
  const words =
    state === 'done' && resolution
      ? resolutions[resolution]
      : state === 'in-review' && proposedBy
        ? 'To be confirmed'
        : itemStates[state];
  return <span className={`updates-state updates-state--${state}`}>{words}</span>;
}

function Pages({ page, pages }: { page: number; pages: number }) {
  const go = (to: number) => {
    setQuery({ page: to > 1 ? String(to) : '' });
    window.scrollTo({ top: 0 });
  };
  return (
    <nav className="updates-pages" aria-label="Pages of the list">
      <button type="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        Previous
      </button>
      <span>
        Page {page} of {pages}
      </span>
      <button type="button" disabled={page >= pages} onClick={() => go(page + 1)}>
        Next
      </button>
    </nav>
  );
}
