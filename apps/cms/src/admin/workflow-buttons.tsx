'use client';

import {
  Button,
  toast,
  useDocumentInfo,
  useForm,
  useFormFields,
  useFormModified,
  useFormProcessing,
} from '@payloadcms/ui';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Conflict } from '../workflow/refusal.ts';
import type { Action } from '../workflow/states.ts';
import { DeskSaysNo, wordsOf } from './ask-desk.ts';
import { keepRemarks } from './discussion/kept-remarks.ts';
import { NewerText } from './lines/newer-text.tsx';
import { conflictSince } from './lines/use-conflict.ts';
import { nothingFocused } from './nothing-focused.ts';
import { PublishText } from './releases/publish-text.tsx';
import { ReviewNote } from './review-note.tsx';
import { useOnceSaved } from './use-once-saved.ts';
import { useWorkflow } from './use-workflow.ts';
import { WithdrawConfirm } from './withdraw-confirm.tsx';
import { callWorkflow, openInWords } from './workflow-view.ts';

/**
 * The steps that this person may take with this explanation now. What is asked for waits until the last change is
 * saved: a step is bound to the text that the person sees.
 */
export function WorkflowButtons() {
  const { id, view, setView, stale } = useWorkflow();
  const { incrementVersionCount } = useDocumentInfo();
  const { reset } = useForm();
  const modified = useFormModified();
  const processing = useFormProcessing();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const [newer, setNewer] = useState<{ conflict: Conflict | null } | null>(null);
  const revision = useFormFields(([fields]) => Number(fields?.revision?.value ?? 0));

  const unsaved = modified || processing || stale;
  const { asked, ask } = useOnceSaved<Action>(unsaved, {
    take: (action) => {
      const step = view?.actions.find((step) => step.action === action);
      if (!step?.allowed) toast.error(step?.reason ?? 'The last change took this step away.');
      else if (action === 'request-changes') setAsking(true);
      else if (action === 'withdraw' && view?.read) setWithdrawing(true);
      else void take(action);
    },
    giveUp: () => toast.error('The last change is not saved yet. Press again once it is.'),
  });

  const group = useFocusKept(busy || asked !== null || asking || withdrawing || newer !== null);

  if (id === null || view === null) return null;

  async function take(action: Action, note?: string, comments: object[] = []) {
    if (id === null || view === null) return;
    setBusy(true);
    try {
      const answer = await callWorkflow(id, {
        action,
        contentHash: view.contentHash,
        official: view.official,
        ...(note ? { note } : {}),
        ...(comments.length > 0 ? { comments } : {}),
      });
      setView(answer);
      setAsking(false);
      setWithdrawing(false);
      if (action === 'request-changes') keepRemarks(id, []);
      incrementVersionCount();
      await reset(await savedDocument(id));
      toast.success(
        [`This explanation is now: ${answer.stateLabel}.`, openInWords(answer.open)].join(' ').trim(),
      );
    } catch (error) {
      setWithdrawing(false);
      if (error instanceof DeskSaysNo && error.code === 'changed-since-read') {
        setAsking(false);
        setNewer({ conflict: await conflictSince(id, revision).catch(() => null) });
      } else await tellRefused(error);
    } finally {
      setBusy(false);
    }
  }

  async function readAgain() {
    if (id === null) return null;
    const now = await callWorkflow(id);
    setView(now);
    await reset(await savedDocument(id));
    return now;
  }

  /** Somebody else may have taken a step meanwhile: the text is shown as it stands now, and its state said. */
  async function tellRefused(error: unknown) {
    const now = await readAgain().catch(() => null);
    const moved = now !== null && now.state !== view?.state;
    toast.error(moved ? `${wordsOf(error)} It is now: ${now.stateLabel}.` : wordsOf(error));
  }

  return (
    <fieldset ref={group} className="desk-workflow" aria-label="Steps" tabIndex={-1}>
      {view.actions.map(({ action, label, allowed }) => (
        <Button
          key={action}
          buttonStyle={primary.includes(action) ? 'primary' : 'secondary'}
          size="medium"
          margin={false}
          disabled={busy || asked !== null || !allowed}
          onClick={() => ask(action)}
        >
          {asked === action ? `${label} …` : label}
        </Button>
      ))}
      {view.publishable && (
        <PublishText id={id} disabled={busy || unsaved} onDone={readAgain} onRefused={tellRefused} />
      )}
      {withdrawing && (
        <WithdrawConfirm
          busy={busy}
          onConfirm={() => take('withdraw')}
          onClose={() => setWithdrawing(false)}
        />
      )}
      {asking && (
        <ReviewNote
          explanation={id}
          busy={busy}
          onAsk={(note, passages) => take('request-changes', note, passages)}
          onClose={() => setAsking(false)}
        />
      )}
      {newer && <NewerText conflict={newer.conflict} onClose={() => setNewer(null)} />}
    </fieldset>
  );
}

/** The same for those who do not write: Payload shows them no buttons of its own, and these neither. */
export function ButtonsOfReaders() {
  const { hasSavePermission } = useDocumentInfo();
  return hasSavePermission === false ? <WorkflowButtons /> : null;
}

/** A step takes its own button away: the focus stays with the others, on none of them, so that no key takes another step. */
function useFocusKept(working: boolean): RefObject<HTMLFieldSetElement | null> {
  const group = useRef<HTMLFieldSetElement>(null);
  const before = useRef(working);
  useEffect(() => {
    if (before.current && !working && nothingFocused()) group.current?.focus();
    before.current = working;
  }, [working]);
  return group;
}

const primary: Action[] = ['submit', 'approve'];

async function savedDocument(id: string): Promise<unknown> {
  const response = await fetch(`/api/explanations/${id}?draft=true&depth=0`, { credentials: 'same-origin' });
  return await response.json();
}
