'use client';

import {
  toast,
  useDocumentInfo,
  useForm,
  useFormBackgroundProcessing,
  useFormModified,
} from '@payloadcms/ui';
import { useEffect, useRef, useState } from 'react';
import type { Conflict } from '../../workflow/refusal.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { myChanges, type TextOfForm } from './my-changes.ts';
import { useReload } from './use-reload.ts';

/** How long a form takes to hold what the desk answered to a save, in milliseconds. */
const settling = 300;

/**
 * Notices that a save was refused because somebody else's came first: after a save that left the form with unsaved
 * words, it asks whether the text is still the one that the form was filled with.
 */
export function useConflict(revision: number) {
  const { id } = useDocumentInfo();
  const { getData } = useForm();
  const saving = useFormBackgroundProcessing();
  const modified = useFormModified();
  const reload = useReload();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef({ saving, modified, revision });

  useEffect(() => {
    const ended = form.current.saving && !saving;
    form.current = { saving, modified, revision };
    if (ended && id !== undefined) setTimeout(look, settling);

    async function look() {
      const { current } = form;
      if (current.saving || !current.modified) return;
      const asked = current.revision;
      const answer = await conflictSince(String(id), asked).catch(() => null);
      if (!form.current.saving && form.current.revision === asked) setConflict(answer);
    }
  }, [saving, modified, revision, id]);

  async function settle(how: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await how();
      setConflict(null);
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function keepMine(): Promise<void> {
    if (conflict === null) return;
    const begun = await versionOf(String(id), revision);
    const mine = myChanges(getData() as TextOfForm, begun);
    const save = { ...mine, revision: conflict.revision };
    try {
      await askDesk(`/explanations/${id}?draft=true&depth=0`, 'PATCH', save);
    } catch (error) {
      setConflict((await conflictSince(String(id), conflict.revision)) ?? conflict);
      throw error;
    }
    await reload();
  }

  return {
    conflict,
    busy,
    takeTheirs: () => settle(reload),
    keepMine: () => settle(keepMine),
    close: () => setConflict(null),
  };
}

async function conflictSince(id: string, revision: number): Promise<Conflict | null> {
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
