'use client';

import { toast, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui';
import { useEffect, useRef, useState } from 'react';
import type { Conflict } from '../../workflow/refusal.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { openAnew } from '../saving/unsaved-words.ts';
import { myChanges, type TextOfForm } from './my-changes.ts';

/**
 * Notices that a save was refused because somebody else's came first: the desk then finds fault with the field of the
 * revision. What the other one did is asked for, unless the form has moved on meanwhile.
 */
export function useConflict(path: string, revision: number) {
  const { id } = useDocumentInfo();
  const { getData } = useForm();
  const fault = useFormFields(([fields]) => fields?.[path]?.errorMessage);
  const refused = useFormFields(([fields]) => fields?.[path]?.valid === false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef(revision);
  latest.current = revision;

  const told = useRef(fault);

  useEffect(() => {
    // The next answer to the form takes the fault away and leaves its words: they may be all that is seen of it.
    const saidAnew = fault !== undefined && fault !== told.current;
    told.current = fault;
    if (id === undefined || (!refused && !saidAnew)) return;
    const asked = latest.current;
    conflictSince(String(id), asked).then(
      (answer) => latest.current === asked && setConflict(answer),
      () => undefined,
    );
  }, [refused, fault, id]);

  async function keepMine(): Promise<void> {
    if (conflict === null) return;
    setBusy(true);
    try {
      const begun = await versionOf(String(id), revision);
      const mine = myChanges(getData() as TextOfForm, begun);
      const save = { ...mine, revision: conflict.revision };
      await askDesk(`/explanations/${id}?draft=true&depth=0`, 'PATCH', save);
      openAnew();
    } catch (error) {
      const later = await conflictSince(String(id), conflict.revision).catch(() => null);
      if (later) setConflict(later);
      setBusy(false);
      toast.error(wordsOf(error));
    }
  }

  function takeTheirs(): void {
    setBusy(true);
    openAnew();
  }

  return { conflict, busy, takeTheirs, keepMine, close: () => setConflict(null) };
}

/** What somebody else saved since the revision; null where nobody did. */
export async function conflictSince(id: string, revision: number): Promise<Conflict | null> {
  const since = `/explanations/${id}/since/${revision}`;
  return (await askDesk<{ conflict: Conflict | null }>(since)).conflict;
}

/** The text that the form was filled with, or one before it; null where the versions hold neither. */
async function versionOf(id: string, revision: number): Promise<TextOfForm | null> {
  const query = new URLSearchParams({
    'where[and][0][parent][equals]': id,
    'where[and][1][version.textRevision][less_than_equal]': String(revision),
    sort: '-version.revision',
    limit: '1',
    depth: '0',
  });
  const { docs } = await askDesk<{ docs: { version: TextOfForm }[] }>(`/explanations/versions?${query}`);
  return docs[0]?.version ?? null;
}
