'use client';

import { useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';

type Official = { displayCode: string; edition: string; present: boolean; descriptor: string };

const afterTyping = 400;

/** What the newest imported edition says about the code, to write against. */
export function OfficialDescriptor() {
  const codeSet = useFormFields(([fields]) => fields?.codeSet?.value);
  const code = useFormFields(([fields]) => fields?.code?.value);
  const [official, setOfficial] = useState<Official | null>(null);

  useEffect(() => {
    setOfficial(null);
    if (typeof codeSet !== 'string' || typeof code !== 'string' || !codeSet || !code) return;
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ codeSet, code });
      const response = await fetch(`/api/codes/official?${query}`, {
        credentials: 'same-origin',
        signal: leaving.signal,
      });
      setOfficial((await response.json()).official ?? null);
    }, afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [codeSet, code]);

  if (official === null) return null;
  return (
    <div className="desk-official">
      <p className="desk-official__label">
        Official descriptor of {official.displayCode}, {official.present ? 'in force since' : 'no longer in'}{' '}
        edition {official.edition}
      </p>
      <p>{official.descriptor}</p>
    </div>
  );
}
