'use client';

import { useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { CodeBeside } from '../../beside/code-beside.ts';

const afterTyping = 400;

/** What is held of the code in the form; null until it is known, `undefined` where no edition knows it. */
export function useBeside(): CodeBeside | null | undefined {
  const codeSet = useFormFields(([fields]) => fields?.codeSet?.value);
  const code = useFormFields(([fields]) => fields?.code?.value);
  const edition = useFormFields(([fields]) => fields?.appliesFrom?.value);
  return useBesideOf(wordIn(codeSet), wordIn(code), wordIn(edition));
}

const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The same of any code; `edition` is the newest where it is left empty. */
export function useBesideOf(codeSet: string, code: string, edition: string): CodeBeside | null | undefined {
  const [beside, setBeside] = useState<CodeBeside | null | undefined>(null);

  useEffect(() => {
    setBeside(null);
    if (!codeSet || !code) return;
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ codeSet, code });
      if (edition) query.set('edition', edition);
      try {
        const response = await fetch(`/api/codes/beside?${query}`, {
          credentials: 'same-origin',
          signal: leaving.signal,
        });
        if (response.ok) setBeside((await response.json()).beside ?? undefined);
      } catch {
        /* Left before the answer, or the desk is away: the form itself says so when it saves. */
      }
    }, afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [codeSet, code, edition]);

  return beside;
}
