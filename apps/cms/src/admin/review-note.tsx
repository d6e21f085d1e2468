'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef, useState } from 'react';
import { bodyOfRemark, useKeptRemarks } from './discussion/kept-remarks.ts';

type Props = {
  /** The text whose passages the reviewer may have written about; null where there is none. */
  explanation: string | null;
  busy: boolean;
  /** The note, and how the passages go with it; they are forgotten once the step is taken. */
  onAsk: (note: string, passages: object[]) => void;
  onClose: () => void;
};

/**
 * Asks the reviewer what should be changed. A modal dialog, so that nothing on a small screen covers it, Escape
 * closes it, and the focus goes to the text and back.
 */
export function ReviewNote({ explanation, busy, onAsk, onClose }: Props) {
  const kept = useKeptRemarks(explanation ?? '');
  const dialog = useRef<HTMLDialogElement>(null);
  const [note, setNote] = useState('');

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} className="desk-note" aria-labelledby="desk-review-label" onClose={onClose}>
      {kept.length > 0 && (
        <>
          <p>
            {kept.length === 1 ? 'One passage' : `${kept.length} passages`}, with what you wrote about it:
          </p>
          <ul>
            {kept.map(({ key, passage, words, proposed }) => (
              <li key={key}>
                <q>{passage?.anchor.quote}</q>{' '}
                {proposed !== null && (proposed === '' ? 'should go. ' : `should read “${proposed}”. `)}
                {words}
              </li>
            ))}
          </ul>
        </>
      )}
      <label id="desk-review-label" htmlFor="desk-review-note">
        {kept.length === 0 ? 'What should be changed?' : 'What should be changed besides?'}
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
        <Button
          size="small"
          margin={false}
          disabled={busy || (!note.trim() && kept.length === 0)}
          onClick={() => onAsk(note, kept.map(bodyOfRemark))}
        >
          Ask for changes
        </Button>
      </div>
    </dialog>
  );
}
