'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';
import type { Conflict } from '../../workflow/refusal.ts';
import { openAnew } from '../saving/unsaved-words.ts';
import { TextChanges } from '../words/text-changes.tsx';

type Props = {
  /** Null where the words changed without a save of the text, as those of an image do. */
  conflict: Conflict | null;
  onClose: () => void;
};

/** Tells a person whose step was refused what changed in the text since they opened it, and offers to read it anew. */
export function NewerText({ conflict, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} className="desk-note lines-stale" aria-labelledby="lines-newer" onClose={onClose}>
      <h2 id="lines-newer">This text was changed meanwhile</h2>
      <p>Nothing was done with it. Read it again, then decide.</p>
      {conflict && (
        <>
          <h3>What {conflict.by} changed</h3>
          <TextChanges changes={conflict.diff} none="Nothing that readers would see." />
        </>
      )}
      <div className="desk-note__buttons">
        <Button buttonStyle="secondary" size="small" margin={false} onClick={() => dialog.current?.close()}>
          Not now
        </Button>
        <Button size="small" margin={false} onClick={openAnew}>
          Load the newer text
        </Button>
      </div>
    </dialog>
  );
}
