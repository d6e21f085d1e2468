'use client';

import { useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { askDesk } from './ask-desk.ts';

/** Milliseconds that nothing was typed. */
const afterTyping = 300;

/** Under a notice's edition: says where that is not held yet, so that a slip of the pen shows. */
export function EditionToCome() {
  const edition = String(useFormFields(([fields]) => fields?.edition?.value) ?? '').trim();
  const [unheld, setUnheld] = useState<string | null>(null);
  useEffect(() => {
    setUnheld(null);
    if (!/-\d{4}-\d{2}-\d{2}$/.test(edition)) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      const asked = new URLSearchParams({ 'where[slug][equals]': edition, limit: '1', depth: '0' });
      askDesk<{ totalDocs: number }>(`/editions?${asked}`, 'GET', undefined, leaving.signal).then(
        ({ totalDocs }) => totalDocs === 0 && setUnheld(edition),
        () => undefined,
      );
    }, afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [edition]);
  return (
    <div role="status">
      {unheld !== null && (
        <p className="desk-quiet">
          No edition {unheld} is held yet. The notice stands under its texts once it is imported.
        </p>
      )}
    </div>
  );
}
