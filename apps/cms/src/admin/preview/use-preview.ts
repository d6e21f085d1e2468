'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { PreviewView } from '../../preview/endpoint.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

export type Reader = 'guest' | 'registered' | 'subscriber';

/** The page of the open explanation for one kind of reader, made anew after each save. */
export interface Preview {
  view: PreviewView | null;
  failure: string | null;
  busy: boolean;
  again(): void;
}

export function usePreview(reader: Reader): Preview {
  const { id, lastUpdateTime, versionCount } = useDocumentInfo();
  const [view, setView] = useState<PreviewView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(0);
  const save = `${lastUpdateTime}/${versionCount}/${asked}`;

  useEffect(() => {
    if (id === undefined || save === '') return;
    const leaving = new AbortController();
    setBusy(true);
    askDesk<PreviewView>(`/preview/explanations/${id}`, 'POST', { reader }, leaving.signal).then(
      (answer) => {
        setView(answer);
        setFailure(null);
        setBusy(false);
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setFailure(wordsOf(error));
        setBusy(false);
      },
    );
    return () => leaving.abort();
  }, [id, reader, save]);

  return { view, failure, busy, again: () => setAsked((times) => times + 1) };
}
