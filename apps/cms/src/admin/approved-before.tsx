'use client';

import { useDocumentInfo, useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { ApprovedBefore as Approved } from '../collections/explanations/approved-before.ts';
import type { AskedBefore as Asked } from '../collections/explanations/asked-before.ts';
import { askDesk } from './ask-desk.ts';
import { moment } from './dashboard/moment.ts';
import { TextChanges } from './words/text-changes.tsx';

/** What was asked of the editor, what changed since, and since the last approval: what both sides of a review read first. */
export function ApprovedBefore() {
  const { approved, asked } = useTextsBefore();
  const state = useFormFields(([fields]) => fields?.state?.value);
  const note = useFormFields(([fields]) => fields?.reviewNote?.value);
  const inReview = state === 'in-review';
  return (
    <>
      {typeof note === 'string' && note !== '' && (
        <section className="desk-hints" aria-labelledby="desk-asked">
          <h2 id="desk-asked">Changes asked for</h2>
          <p>{note}</p>
        </section>
      )}
      {approved === null && inReview && (
        <p className="desk-approved">No text of this code was approved before: all of it is new.</p>
      )}
      {asked && (
        <details className="desk-approved" open={inReview}>
          <summary>
            {asked.changes.length === 0 ? 'Nothing changed' : inWords(asked.changes.length)} since changes
            were asked for, <time dateTime={asked.at}>{moment(asked.at)}</time>
          </summary>
          <TextChanges changes={asked.changes} none="The text says what it said then." />
        </details>
      )}
      {approved && approved.changes.length > 0 && (
        <details className="desk-approved" open={inReview && !asked}>
          <summary>
            {inWords(approved.changes.length)} since {approved.by} approved the text,{' '}
            <time dateTime={approved.at}>{moment(approved.at)}</time>
          </summary>
          <TextChanges changes={approved.changes} none="" />
        </details>
      )}
    </>
  );
}

const inWords = (parts: number): string => (parts === 1 ? '1 part changed' : `${parts} parts changed`);

type Before = { approved?: Approved | null; asked?: Asked | null };

/** Nothing until the desk has answered, and anew after each save; null where nothing was approved or asked for before. */
function useTextsBefore(): Before {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [before, setBefore] = useState<Before>({});
  const address = id === undefined ? null : `/explanations/${id}/approved#${lastUpdateTime}/${versionCount}`;

  useEffect(() => {
    if (address === null) return;
    let current = true;
    askDesk<Before>(address)
      .then((answer) => current && setBefore(answer))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [address]);

  return before;
}
