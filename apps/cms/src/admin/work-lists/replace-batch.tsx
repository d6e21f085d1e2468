'use client';

import { toast } from '@payloadcms/ui';
import { useCallback, useEffect, useState } from 'react';
import type { BatchView } from '../../replace/batch-view.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';
import { inParts } from './in-parts.ts';

/** One change of many texts: every place where it was made, and one step for all of them. */
export function ReplaceBatch({ id }: { id: string }) {
  const [view, setView] = useState<BatchView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<number | null>(null);
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
  const { kind, change, common, authorName, approvedByName, barred, waiting, apart, approved } = view;
  const approve = async () => {
    let before = 0;
    try {
      const seen = waiting.map((text) => ({ id: text.id, contentHash: text.contentHash }));
      await inParts(
        seen,
        async (some) => {
          await askDesk(`/change-batches/${id}/approve`, 'POST', { texts: some });
          before += some.length;
        },
        setDone,
      );
      toast.success(seen.length === 1 ? 'The text is approved.' : 'All of them are approved.');
    } catch (error) {
      toast.error(`${wordsOf(error)}${before > 0 ? ` The ${before} texts before them are approved.` : ''}`);
    } finally {
      setDone(null);
      await load();
    }
  };
  return (
    <>
      <h1>
        {kind === 'notice' ? 'Another notice: ' : ''}“{change.find}” → “{change.replaceWith}”
      </h1>
      <p className="desk-quiet">
        By {authorName}
        {change.wholeWord ? ' · whole words' : ''}
        {change.matchCase ? ' · capitals matter' : ''}
        {approvedByName ? ` · approved by ${approvedByName}` : ''}
      </p>
      {apart.length > 0 && (
        <section>
          <h2>Not waiting here</h2>
          <ul>
            {apart.map(({ id: text, name, why }) => (
              <li key={text}>
                <a href={`/admin/collections/explanations/${text}`}>{name}</a> {why}
              </li>
            ))}
          </ul>
        </section>
      )}
      {waiting.length > 0 && (
        <>
          <p>
            This change is all that differs from the approved texts. A text that needs more can be sent back
            from its own page.
          </p>
          {barred === null ? (
            <div className="work-lists-buttons">
              <button type="button" disabled={done !== null} onClick={approve}>
                {done === null ? `Approve ${texts(waiting.length)}` : `${done} of ${texts(waiting.length)}…`}
              </button>
            </div>
          ) : (
            <p className="desk-quiet">{barred}</p>
          )}
        </>
      )}
      {waiting.length > 0 && common.length > 0 && (
        <section>
          <h2>The same in every text</h2>
          <TextChanges changes={common} none="" />
        </section>
      )}
      <ul className={common.length > 0 ? 'work-lists-codes' : 'work-lists-hits'}>
        {waiting.map(({ id: text, name, editionLabel, diff }) => (
          <li key={text}>
            <a href={`/admin/collections/explanations/${text}`}>
              <strong>{name}</strong>
            </a>{' '}
            <span className="desk-quiet">{editionLabel}</span>
            {common.length === 0 && (
              <TextChanges changes={diff} none="Only what readers do not see changes." />
            )}
          </li>
        ))}
      </ul>
      {approved.length > 0 && (
        <section>
          <h2>Approved</h2>
          <ul className="work-lists-codes">
            {approved.map(({ id: text, name }) => (
              <li key={text}>
                <a href={`/admin/collections/explanations/${text}`}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const texts = (count: number): string =>
  count === 1 ? '1 text' : `${count > 1 ? 'all ' : ''}${count.toLocaleString('en-US')} texts`;
