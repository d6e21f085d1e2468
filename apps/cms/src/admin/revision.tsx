'use client';

import { useField } from '@payloadcms/ui';
import { StaleSave } from './lines/stale-save.tsx';
import { useConflict } from './lines/use-conflict.ts';

/**
 * Carries the revision that the text was written on through the form; nobody needs to see it. Somebody else's save
 * in between is told here, as here it is known.
 */
export function Revision({ path }: { path: string }) {
  const { value } = useField<number>({ path });
  const { conflict, busy, takeTheirs, keepMine, close } = useConflict(value ?? 0);
  return (
    <>
      <input type="hidden" name={path} value={value ?? 0} readOnly />
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
