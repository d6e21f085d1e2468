'use client';

import { Button, toast, useAuth, useDocumentInfo } from '@payloadcms/ui';
import { useCallback, useEffect, useState } from 'react';
import type { SavedBatch } from '../../replace/save-batch.ts';
import type { TextsOfNotice } from '../../replace/texts-of-notice.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';
import { inParts } from './in-parts.ts';
import { LeftTexts } from './left-texts.tsx';

const publisher = 'publisher';
const nothingMoved: SavedBatch = { batch: null, submitted: 0, drafts: 0, left: [] };

/** On a notice: which texts name it, and the step that puts all of them under another one. */
export function MoveTexts() {
  const { id } = useDocumentInfo();
  const { user } = useAuth();
  const [found, setFound] = useState<TextsOfNotice | null>(null);
  const [to, setTo] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [moved, setMoved] = useState<SavedBatch | null>(null);
  const load = useCallback(
    () => askDesk<TextsOfNotice>(`/copyright-notices/${id}/texts`).then(setFound, () => undefined),
    [id],
  );
  useEffect(() => {
    if (id !== undefined) load();
  }, [id, load]);
  if (!found) return null;
  const { texts, targets } = found;
  const target = targets.find((one) => one.id === to);
  const move = async () => {
    let sum = nothingMoved;
    try {
      const seen = texts.map((text) => ({ id: text.id, contentHash: text.contentHash }));
      await inParts(
        seen,
        async (some) => {
          const part = await askDesk<SavedBatch>('/change-batches/notice', 'POST', {
            from: id,
            to,
            texts: some,
          });
          sum = added(sum, part);
        },
        setDone,
      );
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setDone(null);
      setMoved(sum);
      await load();
    }
  };
  return (
    <section className="desk-move" aria-labelledby="desk-move">
      <h3 id="desk-move">Texts that name this notice</h3>
      <Standing texts={texts} />
      {moved && <Moved moved={moved} />}
      {texts.length > 0 && targets.length === 0 && (
        <p className="desk-quiet">
          There is no other notice of this rights holder that is in use and printed under texts.
        </p>
      )}
      {texts.length > 0 && targets.length > 0 && user?.role === publisher && (
        <p className="desk-quiet">Editors, reviewers and admins move texts to another notice.</p>
      )}
      {texts.length > 0 && targets.length > 0 && user?.role !== publisher && (
        <>
          <label className="desk-move__to">
            Move its texts to
            <select value={to} disabled={done !== null} onChange={(event) => setTo(event.target.value)}>
              <option value="">Choose a notice</option>
              {targets.map(({ id: one, name }) => (
                <option key={one} value={one}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {target && <TextChanges changes={target.diff} none="Both say the same." />}
          <Button size="medium" margin={false} disabled={!target || done !== null} onClick={move}>
            {done === null
              ? `Move ${texts.length.toLocaleString('en-US')} ${texts.length === 1 ? 'text' : 'texts'}`
              : `${done.toLocaleString('en-US')} of ${texts.length.toLocaleString('en-US')}…`}
          </Button>
        </>
      )}
    </section>
  );
}

const added = (sum: SavedBatch, part: SavedBatch): SavedBatch => ({
  batch: part.batch ?? sum.batch,
  submitted: sum.submitted + part.submitted,
  drafts: sum.drafts + part.drafts,
  left: [...sum.left, ...part.left],
});

function Standing({ texts }: { texts: TextsOfNotice['texts'] }) {
  if (texts.length === 0) return <p className="desk-quiet">None.</p>;
  const settled = texts.filter(({ together }) => together).length;
  const writing = texts.filter(({ together }) => !together);
  return (
    <>
      <p>
        {settled.toLocaleString('en-US')} stand as they were approved. They go to review as one change;
        somebody else approves it, and readers see the other notice with the next release.
      </p>
      {writing.length > 0 && (
        <details>
          <summary>
            {writing.length.toLocaleString('en-US')} more are being written or reviewed. They change too, and
            stay where they stand.
          </summary>
          <ul>
            {writing.map(({ id, name, editionLabel, stateLabel }) => (
              <li key={id}>
                <a href={`/admin/collections/explanations/${id}`}>{name}</a>{' '}
                <span className="desk-quiet">
                  {editionLabel} · {stateLabel}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Moved({ moved: { batch, submitted, drafts, left } }: { moved: SavedBatch }) {
  return (
    <div role="status">
      <p>
        {submitted.toLocaleString('en-US')} submitted for review as one change,{' '}
        {drafts.toLocaleString('en-US')} changed where they stand.{' '}
        {batch && <a href={`/admin/replace/${batch}`}>See the change</a>}
      </p>
      <LeftTexts left={left} />
    </div>
  );
}
