'use client';

import { useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui';
import { useEffect } from 'react';
import { StaleSave } from './lines/stale-save.tsx';
import { useConflict } from './lines/use-conflict.ts';
import { useOwnWords } from './lines/use-own-words.ts';

/**
 * Carries the revision that the text was written on through the form; nobody needs to see it. Somebody else's save
 * in between is told here, as here it is known.
 */
export function Revision({ path }: { path: string }) {
  const revision = useFormFields(([fields]) => Number(fields?.[path]?.value ?? 0));
  useOwnSaves(path, revision);
  useOwnWords();
  const { conflict, busy, takeTheirs, keepMine, close } = useConflict(path, revision);
  return (
    <>
      <input type="hidden" name={path} value={revision} readOnly />
      {conflict && (
        <StaleSave
          key={conflict.revision}
          conflict={conflict}
          busy={busy}
          onTake={takeTheirs}
          onKeep={keepMine}
          onClose={close}
        />
      )}
    </>
  );
}

/**
 * Takes the revision of the form's own save as soon as the desk answers. The form itself does so only once its fields
 * have come back too, and a save that waited behind this one would be sent before that, on the revision before.
 */
function useOwnSaves(path: string, revision: number): void {
  const { data } = useDocumentInfo();
  const { dispatchFields, getField } = useForm();
  const saved = Number(data?.[path] ?? 0);
  useEffect(() => {
    const field = getField(path);
    if (!field || saved <= revision) return;
    // Not "UPDATE": that would forget which fields were written in since, and the answer be laid over them.
    dispatchFields({
      type: 'UPDATE_MANY',
      formState: { [path]: { ...field, value: saved, initialValue: saved } },
    });
  }, [saved, revision, path, dispatchFields, getField]);
}
