'use client';

import { toast } from '@payloadcms/ui';
import { useSearchParams } from 'next/navigation.js';
import { useCallback, useEffect, useState } from 'react';
import type { Board } from '../../updates/board.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

/** What a step says once it is done: always the same, or in view of what the desk answered. */
export type Said = string | ((answer: unknown) => string);

/** The board as the address asks for it. What was shown stays until the next answer is here. */
export function useBoard(edition: string) {
  const query = useSearchParams().toString();
  const [board, setBoard] = useState<Board | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    setBusy(true);
    const path = `/updates/${encodeURIComponent(edition)}/board?${query}&round=${round}`;
    askDesk<Board>(path, 'GET', undefined, leaving.signal)
      .then(
        (answer) => {
          setBoard(answer);
          setFailure(null);
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          setFailure(wordsOf(error));
        },
      )
      .finally(() => !leaving.signal.aborted && setBusy(false));
    return () => leaving.abort();
  }, [edition, query, round]);

  const again = useCallback(() => setRound((one) => one + 1), []);

  /** Does something at the desk and looks at the board again. Answers whether it was done. */
  const change = useCallback(
    async (work: () => Promise<unknown>, said?: Said): Promise<boolean> => {
      try {
        const answer = await work();
        if (said) toast.success(typeof said === 'string' ? said : said(answer));
        return true;
      } catch (error) {
        toast.error(wordsOf(error));
        return false;
      } finally {
        again();
      }
    },
    [again],
  );

  return { board, failure, busy, query, change };
}

/** Changes the address without asking the server for the page anew; an empty value takes a part out. */
export function setQuery(changes: Record<string, string>): void {
  const url = new URL(window.location.href);
  url.searchParams.delete('page');
  for (const [name, value] of Object.entries(changes))
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  window.history.pushState(null, '', url);
}
