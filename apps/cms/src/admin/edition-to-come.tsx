'use client';

import { useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { noticeEdition } from '../workflow/notice-edition.ts';
import { askDesk } from './ask-desk.ts';

/** Milliseconds that nothing was typed. */
const afterTyping = 300;

type Counted = { totalDocs: number };

/** Under a notice's edition: says where that is not held yet, or will not be taken, so that a slip of the pen shows. */
export function EditionToCome() {
  const edition = String(useFormFields(([fields]) => fields?.edition?.value) ?? '').trim();
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    setSaid(null);
    if (edition === '') return;
    const leaving = new AbortController();
    const isHeld = async (collection: string, slug: string) => {
      const asked = new URLSearchParams({ 'where[slug][equals]': slug, limit: '1', depth: '0' });
      const found = await askDesk<Counted>(`/${collection}?${asked}`, 'GET', undefined, leaving.signal);
      return found.totalDocs > 0;
    };
    const look = async () => {
      const named = noticeEdition(edition);
      if (!named || !(await isHeld('code-systems', named.codeSet)))
        setSaid(`${edition} is neither a code set that the desk holds nor an edition of one.`);
      else if (named.day !== null && !(await isHeld('editions', edition)))
        setSaid(`No edition ${edition} is held yet. The notice stands under its texts once it is imported.`);
    };
    // Without an answer nothing is said here: the save says what it finds.
    const timer = setTimeout(() => look().catch(() => undefined), afterTyping);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [edition]);
  return <div role="status">{said !== null && <p className="desk-quiet">{said}</p>}</div>;
}
