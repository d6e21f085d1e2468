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
  const [beside, setBeside] = useState<CodeBeside | null | undefined>(null);

  useEffect(() => {
    setBeside(null);
    if (typeof codeSet !== 'string' || typeof code !== 'string' || !codeSet || !code) return;
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ codeSet, code });
      if (typeof edition === 'string' && edition) query.set('edition', edition);
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
