'use client';

import { Button, toast, useAuth, useDocumentInfo, useField, useForm } from '@payloadcms/ui';
import type { ReportedPlace } from '@plaincode/content-schemas';
import { useEffect, useState } from 'react';
import {
  offeredReportActions,
  placeTitles,
  type ReportAction,
  type ReportState,
  reportActionLabels,
} from '../../workflow/error-report.ts';
import type { Role } from '../../workflow/permissions.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { callWorkflow } from '../workflow-view.ts';
import './errata.css';

/** What follows in a state, where there is something to say. */
const nextWords: Partial<Record<ReportState, string>> = {
  accepted:
    'Mend the text, and write under "Correction" what was wrong and what is right: the report is settled when readers have it.',
  corrected: 'It was corrected, and readers can see that.',
};

/** What is said of an accepted report whose text is approved and not with readers yet. */
const waitingWords =
  'The text of the page is approved and waits to go out, so it was not opened. Read it: where it says the error still, open it again and mend it; where it is right, decline the report once readers have it, and say so.';

/** What can be done with a report, above what the reader wrote; `site` is where readers are. */
export function ReportSteps({ site }: { site: string }) {
  const { id } = useDocumentInfo();
  const { user } = useAuth<{ id: string; role: Role }>();
  const { value: state } = useField<ReportState>({ path: 'state' });
  const { value: codeKey } = useField<string | null>({ path: 'codeKey' });
  const { value: page } = useField<string>({ path: 'page' });
  const { value: words } = useField<string>({ path: 'words' });
  const { value: place } = useField<ReportedPlace | null>({ path: 'place' });
  const { value: note } = useField<string | null>({ path: 'note' });
  const { value: explanation } = useField<string | null>({ path: 'explanation' });
  const { setModified } = useForm();
  const waits = useTextWaits(state === 'accepted' ? explanation : null);
  const [busy, setBusy] = useState(false);
  if (!id || !user || !state) return null;
  const person = { id: String(user.id), role: user.role };
  const offered = offeredReportActions({ state, codeKey: codeKey ?? null }, person);

  async function take(action: ReportAction) {
    setBusy(true);
    try {
      const answer = await askDesk<Answer>(`/error-reports/${id}/step`, 'POST', {
        action,
        ...(note ? { note } : {}),
      });
      /* The note went along with the step: nothing is left to be saved. */
      setModified(false);
      if (action === 'accept' && answer.explanation && !answer.waits)
        window.location.assign(`/admin/collections/explanations/${answer.explanation}`);
      else window.location.reload();
    } catch (error) {
      toast.error(wordsOf(error));
      setBusy(false);
    }
  }

  return (
    <div className="desk-report">
      <p className="desk-report__about">
        A reader reports an error on{' '}
        <a href={`${site}${page}`} target="_blank" rel="noreferrer">
          {page}
        </a>
        {place && `, ${placeTitles[place]}`}:
      </p>
      <blockquote>{words}</blockquote>
      {nextWords[state] && <p>{nextWords[state]}</p>}
      {waits && <p>{waitingWords}</p>}
      <div className="desk-report__steps">
        {offered.map((action) => (
          <Button
            key={action}
            size="medium"
            margin={false}
            buttonStyle={action === 'accept' ? 'primary' : 'secondary'}
            disabled={busy}
            onClick={() => take(action)}
          >
            {reportActionLabels[action]}
          </Button>
        ))}
        {explanation && <a href={`/admin/collections/explanations/${explanation}`}>Open the explanation</a>}
      </div>
      {offered.includes('decline') && (
        <p className="desk-quiet">Before you decline a report, say why in the note below.</p>
      )}
    </div>
  );
}

type Answer = { explanation: string | null; waits: boolean };

/** Whether a text is approved and not with readers yet. */
function useTextWaits(explanation: string | null | undefined): boolean {
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    let current = true;
    setWaits(false);
    if (explanation)
      callWorkflow(explanation).then(
        ({ state }) => current && setWaits(state === 'approved'),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [explanation]);
  return waits;
}
