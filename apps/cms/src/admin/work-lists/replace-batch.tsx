'use client';

import { toast } from '@payloadcms/ui';
import { useCallback, useEffect, useState } from 'react';
import type { BatchView } from '../../replace/change-batch.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';

/** One change of many texts: every place where it was made, and one step for all of them. */
export function ReplaceBatch({ id }: { id: string }) {
  const [view, setView] = useState<BatchView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const load = useCallback(
    () =>
      askDesk<BatchView>(`/change-batches/${encodeURIComponent(id)}/view`).then(setView, (error: unknown) =>
        setFailure(wordsOf(error)),
      ),
    [id],
  );
  useEffect(() => {
    load();
  }, [load]);
  if (failure !== null) return <p role="alert">{failure}</p>;
  if (view === null) return <p className="desk-quiet">One moment…</p>;
  const { change, authorName, approvedByName, waiting, apart } = view;
  const approve = async () => {
    setBusy(true);
    try {
      const texts = waiting.map((text) => ({ id: text.id, contentHash: text.contentHash }));
      const { approved } = await askDesk<{ approved: number }>(`/change-batches/${id}/approve`, 'POST', {
        texts,
      });
      toast.success(`${approved} approved.`);
      await load();
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <h1>
        “{change.find}” → “{change.replaceWith}”
      </h1>
      <p className="desk-quiet">
        By {authorName}
        {change.wholeWord ? ' · whole words' : ''}
        {change.matchCase ? ' · capitals matter' : ''}
        {approvedByName ? ` · approved by ${approvedByName}` : ''}
      </p>
      {waiting.length > 0 && (
        <>
          <p>
            This change is all that differs from the approved texts. A text that needs more can be sent back
            from its own page.
          </p>
          <div className="work-lists-buttons">
            <button type="button" disabled={busy} onClick={approve}>
              Approve all {waiting.length}
            </button>
          </div>
        </>
      )}
      <ul className="work-lists-hits">
        {waiting.map(({ id: text, codeKey, edition, diff }) => (
          <li key={text}>
            <a href={`/admin/collections/explanations/${text}`}>
              <strong>{codeKey}</strong>
            </a>{' '}
            <span className="desk-quiet">{edition}</span>
            <TextChanges changes={diff} none="Only what readers do not see changes." />
          </li>
        ))}
      </ul>
      {apart.length > 0 && (
        <section>
          <h2>No longer waiting here</h2>
          <ul>
            {apart.map(({ id: text, codeKey, why }) => (
              <li key={text}>
                <a href={`/admin/collections/explanations/${text}`}>{codeKey}</a> {why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
