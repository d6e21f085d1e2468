'use client';

import { useEffect, useRef, useState } from 'react';

type Props = {
  busy: boolean;
  /** The day that stands in the field at first, `YYYY-MM-DD`. */
  from: string | null;
  onChoose: (at: string) => void;
  onClose: () => void;
};

/**
 * Asks when the release goes out, in the time of the person's own clock. No form: it stands inside the document's.
 */
export function ReleaseSchedule({ busy, from, onChoose, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(from ? `${from}T00:00` : '');
  useEffect(() => dialog.current?.showModal(), []);
  const time = new Date(at);
  const known = !Number.isNaN(time.getTime());
  return (
    <dialog ref={dialog} className="desk-note" aria-labelledby="release-at-label" onClose={onClose}>
      <label id="release-at-label" htmlFor="release-at">
        When does it go out? (the time of your own clock)
      </label>
      <input
        id="release-at"
        type="datetime-local"
        value={at}
        onChange={(event) => setAt(event.target.value)}
      />
      <div className="desk-note__buttons release-steps">
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          className="release-main"
          disabled={busy || !known}
          onClick={() => known && onChoose(time.toISOString())}
        >
          Set the time
        </button>
      </div>
    </dialog>
  );
}
