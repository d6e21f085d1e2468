'use client';

import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { type FormEvent, useEffect, useState } from 'react';
import { dayInWords } from '../../day-in-words.ts';
import type { PreparableEdition } from '../../releases/preparable-editions.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

/** Above the list of releases: the editions that readers do not see yet, each a release away. */
export function PrepareRelease() {
  const router = useRouter();
  const [editions, setEditions] = useState<PreparableEdition[]>([]);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    askDesk<{ editions: PreparableEdition[] }>('/releases/preparable').then(
      (answer) => setEditions(answer.editions),
      () => undefined,
    );
  }, []);

  async function prepare(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const edition = new FormData(event.currentTarget).get('edition');
    setBusy(true);
    try {
      const { id } = await askDesk<{ id: string }>('/releases/prepare', 'POST', { edition });
      router.push(`/admin/collections/releases/${id}`);
    } catch (error) {
      toast.error(wordsOf(error));
      setBusy(false);
    }
  }

  if (editions.length === 0) return null;
  return (
    <form className="release-prepare" onSubmit={prepare}>
      <label htmlFor="release-edition">Editions that readers do not see yet</label>
      <select id="release-edition" name="edition">
        {editions.map(({ edition, codeSetName, label, effective, shown }) => (
          <option key={edition} value={edition}>
            {codeSetName} {label}, in effect from {dayInWords(effective)} (readers see {shown})
          </option>
        ))}
      </select>
      <button type="submit" disabled={busy}>
        Prepare its release
      </button>
    </form>
  );
}
