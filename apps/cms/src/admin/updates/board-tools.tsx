'use client';

import { useAuth } from '@payloadcms/ui';
import { type FormEvent, useState } from 'react';
import { askDesk } from '../ask-desk.ts';
import { givenInWords } from './given-in-words.ts';
import type { Said } from './use-board.ts';

type Props = {
  edition: string;
  change: (work: () => Promise<unknown>, said?: Said) => Promise<boolean>;
};

/** Puts a code on the list that no release file tells of, and gives out by the rules what nobody has. */
export function BoardTools({ edition, change }: Props) {
  const { user } = useAuth();
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const role = String(user?.role ?? '');
  const path = `/updates/${encodeURIComponent(edition)}`;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const done = await change(
      () => askDesk(`${path}/items`, 'POST', { code, note }),
      `${code} is on the list.`,
    );
    if (!done) return;
    setCode('');
    setNote('');
  };
  const give = () =>
    change(
      () => askDesk(`${path}/assign`, 'POST', {}),
      (answer) => givenInWords((answer as { assigned: number }).assigned),
    );
  return (
    <details className="updates-tools">
      <summary>Add a code, give out the work</summary>
      {role !== 'publisher' && (
        <form onSubmit={add}>
          <label>
            Code whose guideline changed
            <input value={code} maxLength={20} required onChange={(event) => setCode(event.target.value)} />
          </label>
          <label>
            What changed
            <input value={note} maxLength={2000} required onChange={(event) => setNote(event.target.value)} />
          </label>
          <button type="submit">Put on the list</button>
        </form>
      )}
      {role !== 'editor' && (
        <p>
          <button type="button" onClick={give}>
            Give out by the rules
          </button>{' '}
          <a href="/admin/collections/assignment-rules">Assignment rules</a>
        </p>
      )}
    </details>
  );
}
