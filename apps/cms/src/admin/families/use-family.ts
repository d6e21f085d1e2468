'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { FamilyAsked, FamilyView } from '../../families/family-view.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

const afterTyping = 250;

/** The family of the open text as it was saved last. What was shown stays until the next answer is here. */
export function useFamily({ page, q, code }: FamilyAsked): {
  family: FamilyView | null;
  /** No answer has come yet. */
  asking: boolean;
  failure: string | null;
} {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [family, setFamily] = useState<FamilyView | null>(null);
  const [answered, setAnswered] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const query = new URLSearchParams({ page: String(page), q, ...(code === null ? {} : { code }) });
  const asked =
    id === undefined ? null : `/explanations/${id}/family?${query}#${lastUpdateTime}/${versionCount}`;

  useEffect(() => {
    if (asked === null) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      askDesk<{ family: FamilyView | null }>(asked, 'GET', undefined, leaving.signal).then(
        (answer) => {
          setFamily(answer.family);
          setAnswered(true);
          setFailure(null);
        },
        (error: unknown) => {
          if (!leaving.signal.aborted) setFailure(wordsOf(error));
        },
      );
    }, afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [asked]);

  return { family, asking: asked !== null && !answered, failure };
}
