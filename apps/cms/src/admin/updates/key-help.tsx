'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';

const keys = [
  ['j', 'the next item'],
  ['k', 'the previous item'],
  ['a', 'approve the text, or confirm that it still holds'],
  ['r', 'ask for changes'],
  ['d', 'old and new beside each other, or as one'],
  ['u', 'back to the board'],
  ['?', 'this list'],
] as const;

/** The keys, in a dialog that Escape closes. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="desk-note" aria-labelledby="updates-keys" onClose={onClose}>
      <h2 id="updates-keys">Keys</h2>
      <dl className="updates-keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className="desk-note__buttons">
        <Button size="small" margin={false} onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
    </dialog>
  );
}
