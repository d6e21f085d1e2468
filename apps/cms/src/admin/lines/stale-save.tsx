'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';
import type { Conflict } from '../../workflow/refusal.ts';
import { TextChanges } from '../words/text-changes.tsx';

type Props = {
  conflict: Conflict;
  busy: boolean;
  onTake: () => void;
  onKeep: () => void;
  onClose: () => void;
};

/** Tells a writer whose save was refused what somebody else saved meanwhile, and offers the two ways on. */
export function StaleSave({ conflict, busy, onTake, onKeep, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { by, at, diff } = conflict;

  return (
    <dialog ref={dialog} className="desk-note lines-stale" aria-labelledby="lines-stale" onClose={onClose}>
      <h2 id="lines-stale">This text was changed meanwhile</h2>
      <p>
        {by} saved it at <time dateTime={at}>{clock.format(new Date(at))}</time>. What you wrote since is not
        saved yet.
      </p>
      <h3>What {by} changed</h3>
      <TextChanges changes={diff} none="Nothing that readers would see." />
      <p className="desk-quiet">
        Keeping yours saves the parts that you changed over theirs; the parts that you did not touch become
        theirs. Both texts stay in the list of versions.
      </p>
      <div className="desk-note__buttons">
        <Button buttonStyle="secondary" size="small" margin={false} disabled={busy} onClick={onTake}>
          Take their text
        </Button>
        <Button size="small" margin={false} disabled={busy} onClick={onKeep}>
          Keep mine on top
        </Button>
      </div>
    </dialog>
  );
}

const clock = new Intl.DateTimeFormat('en-US', { timeStyle: 'short' });
