'use client';

import { useDocumentInfo, useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { ApprovedBefore as Approved } from '../collections/explanations/approved-before.ts';
import { askDesk } from './ask-desk.ts';
import { moment } from './dashboard/moment.ts';
import { TextChanges } from './words/text-changes.tsx';

/** What was asked of the editor, and what changed since the last approval: what both sides of a review read first. */
export function ApprovedBefore() {
  const approved = useApprovedBefore();
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
      {approved && approved.changes.length > 0 && (
        <details className="desk-approved" open={inReview}>
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

/** Undefined until the desk has answered, and anew after each save; null where nothing was approved before. */
function useApprovedBefore(): Approved | null | undefined {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [approved, setApproved] = useState<Approved | null>();
  const asked = id === undefined ? null : `/explanations/${id}/approved#${lastUpdateTime}/${versionCount}`;

  useEffect(() => {
    if (asked === null) return;
    let current = true;
    askDesk<{ approved: Approved | null }>(asked)
      .then((answer) => current && setApproved(answer.approved))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [asked]);

  return approved;
}
