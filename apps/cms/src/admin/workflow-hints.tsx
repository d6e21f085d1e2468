'use client';

import { useWorkflow } from './use-workflow.ts';
import { openInWords, type WorkflowView } from './workflow-view.ts';

/** Why a step is closed, in words beside the text: what is missing, or who has to do it. */
export function WorkflowHints() {
  const { view } = useWorkflow();
  if (view === null) return null;
  const { problems, hints } = view;
  // Where a withdrawn text stands says already why nobody opens it again.
  const others = view.actions.filter(
    ({ action, allowed }) =>
      !allowed && problems.length === 0 && !(action === 'reopen' && view.state === 'withdrawn'),
  );
  const turnOfOthers = view.state === 'in-review' && !view.actions.some(({ action }) => action === 'approve');
  const open = openInWords(view.open);
  const told = open !== null && view.state in stillWritten;
  const toSay =
    problems.length + others.length + (told ? 1 : 0) + (view.state in stillWritten ? hints.length : 0);
  const standing = whereItStands(view);
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

/** What happens next with a text at which nobody writes; null where somebody does. */
function whereItStands({ state, read }: WorkflowView): string | null {
  switch (state) {
    case 'approved':
      return 'Readers have it once a publisher publishes it. An edit before that needs a new approval.';
    case 'published':
      return 'Readers have this text. What you change here becomes a draft; they keep this text until the change is approved and published.';
    case 'superseded':
      return 'The text of a later edition has taken its place.';
    case 'withdrawn':
      return read
        ? 'Readers still have it: the next publish takes it off the site. Nobody can write in it before that.'
        : 'Readers have it no more. Reopen it to write on.';
    default:
      return null;
  }
}
