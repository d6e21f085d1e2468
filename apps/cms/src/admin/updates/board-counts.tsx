'use client';

import type { Board } from '../../updates/board.ts';
import type { Progress } from '../../workflow/update-board.ts';
import { changeKinds, type ItemState, itemStates } from '../../workflow/work-item.ts';
import { ProgressBar } from './progress-bar.tsx';
import { setQuery } from './use-board.ts';

const states = Object.keys(itemStates) as ItemState[];

/** What the update holds by kind of change and state, and how far each range and each person is. All of it filters. */
export function BoardCounts({ counts, people }: Pick<Board, 'counts' | 'people'>) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => (id === 'none' ? 'Nobody' : (names.get(id) ?? id));
  return (
    <div className="updates-counts">
      <section aria-label="By kind of change">
        <table>
          <thead>
            <tr>
              <th scope="col">Change</th>
              {states.map((state) => (
                <th key={state} scope="col">
                  {itemStates[state]}
                </th>
              ))}
              <th scope="col">All</th>
            </tr>
          </thead>
          <tbody>
            {counts.kinds.map(({ kind, total, states: by }) => (
              <tr key={kind}>
                <th scope="row">{changeKinds[kind]}</th>
                {states.map((state) => (
                  <td key={state}>
                    <Count
                      number={by[state]}
                      label={`${changeKinds[kind]}, ${itemStates[state]}`}
                      to={{ kind, state }}
                    />
                  </td>
                ))}
                <td>
                  <Count number={total} label={`${changeKinds[kind]}, all`} to={{ kind, state: '' }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div>
        <ProgressPanel
          title="By range"
          rows={counts.ranges}
          nameOf={(name) => name || 'Elsewhere'}
          filter="range"
        />
        <ProgressPanel title="By editor" rows={counts.assignees} nameOf={nameOf} filter="assignee" />
        <ProgressPanel title="By reviewer" rows={counts.reviewers} nameOf={nameOf} filter="reviewer" />
      </div>
    </div>
  );
}

function Count({ number, label, to }: { number: number; label: string; to: Record<string, string> }) {
  if (number === 0) return <span className="updates-none">0</span>;
  return (
    <button type="button" aria-label={`${label}: ${number}`} onClick={() => setQuery(to)}>
      {number.toLocaleString('en-US')}
    </button>
  );
}

type Panel = { title: string; rows: Progress[]; nameOf: (name: string) => string; filter: string };

function ProgressPanel({ title, rows, nameOf, filter }: Panel) {
  return (
    <details className="updates-panel">
      <summary>{title}</summary>
      <ul>
        {rows.map(({ name, done, total }) => (
          <li key={name}>
            <button type="button" onClick={() => setQuery({ [filter]: name })}>
              <span>{nameOf(name)}</span>
              <ProgressBar done={done} total={total} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
