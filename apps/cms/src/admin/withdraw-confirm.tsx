'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';

type Props = { busy: boolean; onConfirm: () => void; onClose: () => void };

/** Asks before readers lose a text: nobody can write in it until it has left the site. */
export function WithdrawConfirm({ busy, onConfirm, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="desk-note" aria-labelledby="desk-withdraw" onClose={onClose}>
      <p id="desk-withdraw">
        The next publish takes this text off the site. Until then nobody can write in it or open it again.
      </p>
      <div className="desk-note__buttons">
        <Button buttonStyle="secondary" size="small" margin={false} onClick={() => dialog.current?.close()}>
          Leave it on the site
        </Button>
        <Button size="small" margin={false} disabled={busy} onClick={onConfirm}>
          Withdraw it
        </Button>
      </div>
    </dialog>
  );
}
