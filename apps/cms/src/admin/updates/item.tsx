'use client';

import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useEffect, useRef, useState } from 'react';
import { askDesk } from '../ask-desk.ts';
import { keepRemarks } from '../discussion/kept-remarks.ts';
import { ReviewNote } from '../review-note.tsx';
import { callWorkflow } from '../workflow-view.ts';
import { Kinds, StateMark } from './board-list.tsx';
import { Failed } from './failed.tsx';
import { ItemChange } from './item-change.tsx';
import { ItemSide } from './item-side.tsx';
import { KeyHelp } from './key-help.tsx';
import { Trail } from './trail.tsx';
import { type Opened, useItem } from './use-item.ts';
import { useKeys } from './use-keys.ts';
import { useNeighbours } from './use-neighbours.ts';

type Props = { edition: string; code: string };

/** One item in full, to be judged and left by keyboard. */
export function Item({ edition, code }: Props) {
  const { opened, failure, busy, change } = useItem(edition, code);
  const { neighbours, query } = useNeighbours(edition, code);
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [inline, setInline] = useState(true);
  const [asking, setAsking] = useState(false);
  const [help, setHelp] = useState(false);

  /* Going on by key lands at the new item's heading, so that a screen reader reads it first. */
  const shown = opened?.view.item.id;
  useEffect(() => {
    if (shown !== undefined) heading.current?.focus();
  }, [shown]);

  const go = (to: string | null | undefined, where: string) => {
    if (to) router.push(`/admin/updates/${edition}/items/${to}?${query}`);
    else toast.info(`This is the ${where} item of the list.`);
  };
  /* What is judged already, or was not begun, is nothing to be judged next. */
  const goOn = () => {
    if (neighbours?.waiting) go(neighbours.waiting, 'last');
    else toast.info('Nothing after it in the list waits for a review.');
  };
  const approve = () => {
    const step = opened && approval(opened);
    if (step) change(step.work, step.said).then((done) => done && goOn());
    else toast.info('There is nothing here that you can approve or confirm now.');
  };
  const ask = () =>
    opened && refusalStep(opened) ? setAsking(true) : toast.info('Nothing here waits for your answer.');
  useKeys({
    j: () => go(neighbours?.next, 'last'),
    k: () => go(neighbours?.previous, 'first'),
    a: approve,
    r: ask,
    d: () => setInline((one) => !one),
    u: () => router.push(`/admin/updates/${edition}?${query}`),
    '?': () => setHelp(true),
  });

  if (failure !== null) return <Failed what={code} why={failure} />;
  if (opened === null) return <p className="desk-quiet">One moment…</p>;
  const { view } = opened;
  const { update, item } = view;
  return (
    <div className="update-item">
      <Trail
        steps={[
          { label: 'Updates', url: '/admin/updates' },
          { label: `${update.name} ${update.label}`, url: `/admin/updates/${edition}?${query}` },
          { label: item.displayCode },
        ]}
      />
      <header className="update-item__head">
        <h1 ref={heading} tabIndex={-1}>
          {item.displayCode}
        </h1>
        <Kinds item={item} />
        <StateMark item={item} />
        <nav aria-label="Items of the list">
          <button
            type="button"
            disabled={!neighbours?.previous}
            onClick={() => go(neighbours?.previous, 'first')}
          >
            Previous <kbd>k</kbd>
          </button>
          {neighbours && neighbours.place > 0 && (
            <span>
              {neighbours.place} of {neighbours.found}
            </span>
          )}
          <button type="button" disabled={!neighbours?.next} onClick={() => go(neighbours?.next, 'last')}>
            Next <kbd>j</kbd>
          </button>
          <button type="button" onClick={() => setHelp(true)} aria-label="Keys">
            <kbd>?</kbd>
          </button>
        </nav>
      </header>
      {item.reopened && item.state !== 'done' && <p className="update-item__told">{item.reopened}</p>}
      <div className="update-item__parts">
        <ItemChange view={view} inline={inline} onToggle={() => setInline((one) => !one)} />
        <ItemSide
          opened={opened}
          busy={busy}
          change={change}
          onAsk={() => setAsking(true)}
          onApprove={approve}
          onStart={() => start(opened).then((to) => to && router.push(to))}
        />
      </div>
      {asking && (
        <ReviewNote
          explanation={view.line?.id ?? null}
          busy={busy}
          onAsk={(note, passages) => {
            const step = refusalStep(opened);
            if (!step) return;
            change(() => step(note, passages), 'Changes are asked for.').then((done) => {
              if (!done) return;
              setAsking(false);
              if (view.line) keepRemarks(view.line.id, []);
            });
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

const allows = (actions: { action: string; allowed: boolean }[] | undefined, wanted: string): boolean =>
  actions?.some(({ action, allowed }) => action === wanted && allowed) === true;

/** What "approve" means here: the line's text, else the proposal that the old one still holds. */
function approval({ view, workflow }: Opened): { work: () => Promise<unknown>; said: string } | null {
  const { item, line } = view;
  if (line && workflow && allows(workflow.actions, 'approve')) {
    const { contentHash, official } = workflow;
    const step = { action: 'approve', contentHash, official } as const;
    return { work: () => callWorkflow(line.id, step), said: `The text of ${item.displayCode} is approved.` };
  }
  if (!allows(view.actions, 'confirm-keep')) return null;
  const body = { action: 'confirm-keep', changeHash: item.changeHash };
  const work = () => askDesk(`/work-items/${item.id}/step`, 'POST', body);
  return { work, said: `The text of ${item.displayCode} still holds.` };
}

function refusalStep({
  view,
  workflow,
}: Opened): ((note: string, passages: object[]) => Promise<unknown>) | null {
  const { item, line } = view;
  if (line && workflow && allows(workflow.actions, 'request-changes')) {
    const { contentHash, official } = workflow;
    return (note, comments) =>
      callWorkflow(line.id, {
        action: 'request-changes',
        contentHash,
        official,
        ...(note ? { note } : {}),
        ...(comments.length > 0 ? { comments } : {}),
      });
  }
  if (!allows(view.actions, 'decline-keep')) return null;
  const { id, changeHash } = item;
  return (note) => askDesk(`/work-items/${id}/step`, 'POST', { action: 'decline-keep', changeHash, note });
}

/** Begins the line for this edition, or takes up the one that stands, and says where it is written. */
async function start({ view }: Opened): Promise<string | null> {
  const { codeSet, code } = view.item;
  if (view.line) return `/admin/collections/explanations/${view.line.id}`;
  try {
    const body = { codeSet, code, edition: view.update.edition };
    const { id } = await askDesk<{ id: string }>('/explanations/start', 'POST', body);
    return `/admin/collections/explanations/${id}`;
  } catch (error) {
    toast.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}
