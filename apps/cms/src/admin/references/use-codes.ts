'use client';

import { useEffect, useState } from 'react';
import type { CodeToName } from '../../references/find-codes.ts';
import { askDesk } from '../ask-desk.ts';

/** Milliseconds that nothing was typed. */
const afterTyping = 120;

/** Held codes that begin so, those of the set first. Null where nothing is typed, and until the answer is here. */
export function useCodes(typed: string | null, codeSet: string, edition: string): CodeToName[] | null {
  const [codes, setCodes] = useState<CodeToName[] | null>(null);
  useEffect(() => {
    setCodes(null);
    if (!typed?.trim()) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      const asked = new URLSearchParams({ q: typed, codeSet, edition });
      askDesk<{ codes: CodeToName[] }>(`/codes/find?${asked}`, 'GET', undefined, leaving.signal).then(
        (answer) => setCodes(answer.codes),
        () => undefined,
      );
    }, afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [typed, codeSet, edition]);
  return codes;
}
