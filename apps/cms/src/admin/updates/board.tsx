'use client';

import { useState } from 'react';
import { BoardCounts } from './board-counts.tsx';
import { BoardFilters } from './board-filters.tsx';
import { BoardList } from './board-list.tsx';
import { BoardTools } from './board-tools.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { Failed } from './failed.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Trail } from './trail.tsx';
import { useBoard } from './use-board.ts';

const nothing: ReadonlySet<string> = new Set();

/** One update: what it holds, how far it is, and the list of its items. */
export function Board({ edition }: { edition: string }) {
  const { board, failure, busy, query, change } = useBoard(edition);
  /* Another filter shows other items: what was chosen among the old ones is no longer in sight. */
  const [picked, setPicked] = useState<{ query: string; ids: ReadonlySet<string> }>({
    query,
    ids: new Set(),
  });
  const chosen = picked.query === query ? picked.ids : nothing;
  const setChosen = (ids: ReadonlySet<string>) => setPicked({ query, ids });

  if (failure !== null) return <Failed what="Update" why={failure} />;
  if (board === null) return <p className="desk-quiet">One moment…</p>;
  const { update, counts, people, page } = board;
  return (
    <>
      <Trail
        steps={[{ label: 'Updates', url: '/admin/updates' }, { label: `${update.name} ${update.label}` }]}
      />
      <header className="updates-head">
        <h1>
          {update.name} {update.label}
        </h1>
        <p className="desk-quiet">
          Compared with {update.fromLabel}
          {update.state === 'released' ? ' · released' : ''}
          {counts.overdue > 0 && (
            <>
              {' · '}
              <a className="updates-late" href={`/admin/updates/${edition}?due=overdue`}>
                {counts.overdue} overdue
              </a>
            </>
          )}
        </p>
        <ProgressBar done={counts.done} total={counts.total} />
      </header>
      <BoardCounts counts={counts} people={people} />
      <BoardTools edition={edition} change={change} />
      <BoardFilters counts={counts} people={people} found={page.found} />
      <BulkBar
        edition={edition}
        query={query}
        found={page.found}
        people={people}
        chosen={chosen}
        setChosen={setChosen}
        change={change}
      />
      <BoardList
        board={board}
        busy={busy}
        query={query}
        chosen={chosen}
        setChosen={setChosen}
        change={change}
      />
    </>
  );
}
