'use client';

import { useWorkflow } from './use-workflow.ts';

/** Why a step is closed, in words beside the text: what is missing, or who has to do it. */
export function WorkflowHints() {
  const { view } = useWorkflow();
  if (view === null) return null;
  const { problems } = view;
  const others = view.actions.filter(({ allowed }) => !allowed && problems.length === 0);
  const turnOfOthers = view.state === 'in-review' && !view.actions.some(({ action }) => action === 'approve');
  if (problems.length === 0 && others.length === 0 && !turnOfOthers) return null;
  return (
    <div className="desk-hints" role="status">
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
