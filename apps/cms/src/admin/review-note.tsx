'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef, useState } from 'react';

type Props = { busy: boolean; onAsk: (note: string) => void; onClose: () => void };

/**
 * Asks the reviewer what should be changed. A modal dialog, so that nothing on a small screen covers it, Escape
 * closes it, and the focus goes to the text and back.
 */
export function ReviewNote({ busy, onAsk, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [note, setNote] = useState('');

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} className="desk-note" aria-labelledby="desk-review-label" onClose={onClose}>
      <label id="desk-review-label" htmlFor="desk-review-note">
        What should be changed?
      </label>
      <textarea
        id="desk-review-note"
        rows={4}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="desk-note__buttons">
        <Button buttonStyle="secondary" size="small" margin={false} onClick={() => dialog.current?.close()}>
          Cancel
        </Button>
        <Button size="small" margin={false} disabled={busy || !note.trim()} onClick={() => onAsk(note)}>
          Ask for changes
        </Button>
      </div>
    </dialog>
  );
}
