'use client';

import { Button } from '@payloadcms/ui';
import { useEffect, useRef } from 'react';
import type { BulkPreview } from '../../collections/work-items/bulk.ts';
import { changeKinds } from '../../workflow/work-item.ts';
import { WordDiff } from '../words/word-diff.tsx';

type Props = { preview: BulkPreview; onConfirm: () => void; onClose: () => void };

/** The change that all chosen items have in common, shown once before it is confirmed for all of them. */
export function BulkConfirm({ preview, onConfirm, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { count, codes, change } = preview;
  const parts = [
    ['Long descriptor', change.long],
    ['Short descriptor', change.short],
    ['Notice', change.notice],
  ] as const;
  return (
    <dialog
      ref={dialog}
      className="desk-note updates-confirm"
      aria-labelledby="updates-confirm"
      onClose={onClose}
    >
      <h2 id="updates-confirm">The same change for {count.toLocaleString('en-US')} codes</h2>
      <p>{change.kinds.map((kind) => changeKinds[kind]).join(', ')}</p>
      {parts.map(
        ([name, words]) =>
          words.length > 0 && (
            <p key={name}>
              <small>{name}</small>
              <WordDiff words={words.flatMap((piece) => [piece, { kind: 'same' as const, text: ' ' }])} />
            </p>
          ),
      )}
      <p className="updates-confirm__codes">{codes.join(', ')}</p>
      <div className="desk-note__buttons">
        <Button buttonStyle="secondary" size="small" margin={false} onClick={() => dialog.current?.close()}>
          Cancel
        </Button>
        <Button size="small" margin={false} onClick={onConfirm}>
          The text still holds for all
        </Button>
      </div>
    </dialog>
  );
}
