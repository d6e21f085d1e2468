'use client';

import { Button, toast, useDocumentInfo, useForm, useFormModified, useFormProcessing } from '@payloadcms/ui';
import { useState } from 'react';
import type { Action } from '../workflow/states.ts';
import { keepRemarks } from './discussion/kept-remarks.ts';
import { PublishText } from './releases/publish-text.tsx';
import { ReviewNote } from './review-note.tsx';
import { useOnceSaved } from './use-once-saved.ts';
import { useWorkflow } from './use-workflow.ts';
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

  const unsaved = modified || processing || stale;
  const { asked, ask } = useOnceSaved<Action>(unsaved, {
    take: (action) => {
      const step = view?.actions.find((step) => step.action === action);
      if (!step?.allowed) toast.error(step?.reason ?? 'The last change took this step away.');
      else if (action === 'request-changes') setAsking(true);
      else void take(action);
    },
    giveUp: () => toast.error('The last change is not saved yet. Press again once it is.'),
  });

  if (id === null || view === null) return null;

  async function take(action: Action, note?: string, comments: object[] = []) {
    if (id === null || view === null) return;
    setBusy(true);
    try {
      const answer = await callWorkflow(id, {
        action,
        contentHash: view.contentHash,
        ...(note ? { note } : {}),
        ...(comments.length > 0 ? { comments } : {}),
      });
      setView(answer);
      setAsking(false);
      if (action === 'request-changes') keepRemarks(id, []);
      incrementVersionCount();
      await reset(await savedDocument(id));
      toast.success(
        [`This explanation is now: ${answer.stateLabel}.`, openInWords(answer.open)].join(' ').trim(),
      );
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  async function readAgain() {
    if (id === null) return;
    setView(await callWorkflow(id));
    await reset(await savedDocument(id));
  }

  return (
    <div className="desk-workflow">
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
      {view.publishable && <PublishText id={id} disabled={busy || unsaved} onDone={readAgain} />}
      {asking && (
        <ReviewNote
          explanation={id}
          busy={busy}
          onAsk={(note, passages) => take('request-changes', note, passages)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

const primary: Action[] = ['submit', 'approve'];

async function savedDocument(id: string): Promise<unknown> {
  const response = await fetch(`/api/explanations/${id}?draft=true&depth=0`, { credentials: 'same-origin' });
  return await response.json();
}
