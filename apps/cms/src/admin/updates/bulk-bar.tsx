'use client';

import { toast } from '@payloadcms/ui';
import { useState } from 'react';
import type { BulkPreview } from '../../collections/work-items/bulk.ts';
import type { Board } from '../../updates/board.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { BulkConfirm } from './bulk-confirm.tsx';
import { PersonChoice } from './person-choice.tsx';

const mostAtOnce = 2_000;

type Props = {
  edition: string;
  query: string;
  found: number;
  people: Board['people'];
  chosen: ReadonlySet<string>;
  setChosen: (ids: ReadonlySet<string>) => void;
  change: (work: () => Promise<unknown>, said?: string) => Promise<boolean>;
};

/** One step for many items. Confirming many shows first what is confirmed, as one change. */
export function BulkBar({ edition, query, found, people, chosen, setChosen, change }: Props) {
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const ids = [...chosen];
  const take = (body: object) => askDesk<{ changed: number }>('/work-items/bulk', 'POST', { ...body, ids });
  const step = async (work: () => Promise<{ changed: number }>, said: string) => {
    const done = await change(async () => {
      const { changed } = await work();
      toast.success(`${changed.toLocaleString('en-US')} ${said}`);
    });
    if (done) setChosen(new Set());
  };
  /** What many have to undo one by one is asked for first. */
  const stepAsked = (question: string, action: string, said: string) => {
    if (chosen.size > 1 && !window.confirm(question)) return;
    step(async () => {
      try {
        return await take({ action });
      } catch (error) {
        const onlyTheRest = `${wordsOf(error)}\n\nLeave out what does not take this step, and take it on the rest?`;
        if (chosen.size === 1 || !window.confirm(onlyTheRest)) throw error;
        return await take({ action, leaveOut: true });
      }
    }, said);
  };
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? 'nobody';
  const chooseAll = async () => {
    const answer = await askDesk<{ found: { id: string }[] }>(`/updates/${edition}/found?${query}`);
    setChosen(new Set(answer.found.slice(0, mostAtOnce).map(({ id }) => id)));
  };
  const look = async () => {
    try {
      setPreview(await askDesk<BulkPreview>('/work-items/bulk/preview', 'POST', { ids }));
    } catch (error) {
      toast.error(wordsOf(error));
    }
  };
  const count = chosen.size.toLocaleString('en-US');
  return (
    <div className="updates-bulk">
      <button type="button" onClick={chooseAll} disabled={found === 0}>
        Choose all {Math.min(found, mostAtOnce).toLocaleString('en-US')}
      </button>
      <a href={`/api/updates/${edition}/list?${query}`} download>
        Export {found.toLocaleString('en-US')} as workbook
      </a>
      {chosen.size > 0 && (
        <>
          <strong role="status">{count} chosen</strong>
          <button type="button" onClick={() => setChosen(new Set())}>
            None
          </button>
          <PersonChoice
            label="Give the chosen to an editor"
            empty="Editor…"
            work="write"
            people={people}
            value={null}
            onChoose={(assignee) =>
              step(() => take({ action: 'assign', assignee }), `given to ${nameOf(assignee)}.`)
            }
          />
          <PersonChoice
            label="Give the chosen to a reviewer"
            empty="Reviewer…"
            work="review"
            people={people}
            value={null}
            onChoose={(reviewer) =>
              step(() => take({ action: 'assign', reviewer }), `given to ${nameOf(reviewer)}.`)
            }
          />
          <button
            type="button"
            onClick={() =>
              stepAsked(
                `Propose that the texts of all ${count} still hold? Somebody else has to confirm it.`,
                'propose-keep',
                'proposed to be kept.',
              )
            }
          >
            Text still holds
          </button>
          <button
            type="button"
            onClick={() =>
              stepAsked(
                `Settle all ${count} with no text planned? Nobody has to confirm it.`,
                'no-text',
                'without a text.',
              )
            }
          >
            No text planned
          </button>
          <button
            type="button"
            onClick={() =>
              stepAsked(
                `Open all ${count} again? What was settled about them is to be settled anew.`,
                'reopen',
                'open again.',
              )
            }
          >
            Open again
          </button>
          <button type="button" onClick={look}>
            Confirm as one…
          </button>
        </>
      )}
      {preview && (
        <BulkConfirm
          preview={preview}
          onConfirm={() => {
            setPreview(null);
            return step(() => take({ action: 'confirm-keep', token: preview.token }), 'confirmed.');
          }}
          onClose={() => setPreview(null)}
        />
      )}
    </div>
  );
}
