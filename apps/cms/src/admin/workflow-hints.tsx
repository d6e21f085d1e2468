'use client';

import { useDocumentInfo } from '@payloadcms/ui';
import { useWorkflow } from './use-workflow.ts';
import { WorkflowButtons } from './workflow-buttons.tsx';
import { openInWords } from './workflow-view.ts';

/** What stands above the text: for those who do not write, whom Payload shows no buttons, the steps as well. */
export function WorkflowHints() {
  const { hasSavePermission } = useDocumentInfo();
  return (
    <>
      {hasSavePermission === false && <WorkflowButtons />}
      <Hints />
    </>
  );
}

/** Why a step is closed, in words beside the text: what is missing, or who has to do it. */
function Hints() {
  const { view } = useWorkflow();
  if (view === null) return null;
  const { problems, hints } = view;
  const others = view.actions.filter(({ allowed }) => !allowed && problems.length === 0);
  const turnOfOthers = view.state === 'in-review' && !view.actions.some(({ action }) => action === 'approve');
  const open = openInWords(view.open);
  const told = open !== null && view.state in stillWritten;
  const toSay =
    problems.length + others.length + (told ? 1 : 0) + (view.state in stillWritten ? hints.length : 0);
  const standing = whereItStands[view.state];
  if (toSay === 0 && !turnOfOthers && !standing) return null;
  return (
    <div className="desk-hints" role="status">
      {standing && <p>{standing}</p>}
      {problems.length > 0 && (
        <>
          <p>Before it can be reviewed:</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      {view.state in stillWritten && hints.length > 0 && (
        <>
          <p>Worth a look:</p>
          <ul>
            {hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </>
      )}
      {told && (
        <p>
          {open}{' '}
          {view.state === 'in-review'
            ? 'Approving leaves them as they are.'
            : 'It can be submitted all the same.'}
        </p>
      )}
      {turnOfOthers && (
        <p>Now a reviewer who did not edit this text reads it, and approves it or asks for changes.</p>
      )}
      {others.map(({ action, label, reason }) => (
        <p key={action}>
          {label}: {reason}
        </p>
      ))}
    </div>
  );
}

/** Hints are for those who write and review; an approved text keeps its peace. */
const stillWritten = { draft: true, 'changes-requested': true, 'in-review': true };

/** What happens next with a text at which nobody writes. */
const whereItStands: Record<string, string> = {
  approved: 'Readers have it once a publisher publishes it. An edit before that needs a new approval.',
  published:
    'Readers have this text. What you change here becomes a draft; they keep this text until the change is approved and published.',
  superseded: 'The text of a later edition has taken its place.',
  withdrawn: 'Readers have it no more once a publisher has published. Reopen it to write on.',
};
