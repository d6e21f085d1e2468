'use client';

import { useSearchParams } from 'next/navigation.js';
import { useEffect, useState } from 'react';
import type { Board } from '../../updates/board.ts';
import { changeKinds, itemStates } from '../../workflow/work-item.ts';
import { setQuery } from './use-board.ts';

const afterTyping = 300;
const names = ['kind', 'state', 'range', 'assignee', 'reviewer', 'explained', 'due', 'q'];

/** The filters stand in the address, so that a view can be kept as a bookmark and sent to somebody. */
export function BoardFilters({
  counts,
  people,
  found,
}: Pick<Board, 'counts' | 'people'> & { found: number }) {
  const params = useSearchParams();
  const known = new Map(people.map(({ id, name }) => [id, name]));
  const persons = (rows: { name: string }[]): [string, string][] =>
    rows.map(({ name }) => [name, name === 'none' ? 'Nobody' : (known.get(name) ?? name)]);
  const filtered = names.some((name) => params.get(name));
  return (
    <form className="updates-filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Words />
      <Choice
        name="kind"
        label="Change"
        options={counts.kinds.map(({ kind }) => [kind, changeKinds[kind]])}
      />
      <Choice
        name="state"
        label="State"
        options={[['not-done', 'Not done'], ...Object.entries(itemStates)]}
      />
      <Choice name="range" label="Range" options={counts.ranges.map(({ name }) => [name, name])} />
      <Choice name="assignee" label="Editor" options={persons(counts.assignees)} />
      <Choice name="reviewer" label="Reviewer" options={persons(counts.reviewers)} />
      <Choice
        name="explained"
        label="Text"
        options={[
          ['yes', 'Readers have one'],
          ['no', 'Readers have none'],
        ]}
      />
      <Choice
        name="due"
        label="Due"
        options={[
          ['overdue', 'Overdue'],
          ['week', 'Within a week'],
          ['none', 'No day'],
        ]}
      />
      <p className="updates-filters__found" role="status">
        {found.toLocaleString('en-US')} {found === 1 ? 'item' : 'items'}
        {filtered && (
          <button type="button" onClick={() => setQuery(Object.fromEntries(names.map((name) => [name, ''])))}>
            Show all
          </button>
        )}
      </p>
    </form>
  );
}

function Choice({ name, label, options }: { name: string; label: string; options: [string, string][] }) {
  const value = useSearchParams().get(name) ?? '';
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => setQuery({ [name]: event.target.value })}>
        <option value="">All</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Words() {
  const held = useSearchParams().get('q') ?? '';
  const [words, setWords] = useState(held);
  useEffect(() => setWords(held), [held]);
  useEffect(() => {
    if (words === held) return;
    const timer = setTimeout(() => setQuery({ q: words }), afterTyping);
    return () => clearTimeout(timer);
  }, [words, held]);
  return (
    <label>
      Code or words
      <input type="search" value={words} maxLength={100} onChange={(event) => setWords(event.target.value)} />
    </label>
  );
}
