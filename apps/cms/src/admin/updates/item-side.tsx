import { useAuth } from '@payloadcms/ui';
import { dayInWords } from '../../day-in-words.ts';
import type { ItemView } from '../../updates/item-view.ts';
import { codeLeaves } from '../../workflow/work-item.ts';
import type { ItemAction } from '../../workflow/work-item-actions.ts';
import { askDesk } from '../ask-desk.ts';
import { Discussion } from '../discussion/discussion.tsx';
import { ReadText } from '../words/read-text.tsx';
import { WordDiff } from '../words/word-diff.tsx';
import { openInWords } from '../workflow-view.ts';
import { PersonChoice } from './person-choice.tsx';
import { Successors } from './successors.tsx';
import type { Opened } from './use-item.ts';

type Props = {
  opened: Opened;
  busy: boolean;
  change: (work: () => Promise<unknown>, said: string) => Promise<boolean>;
  onApprove: () => void;
  onAsk: () => void;
  onStart: () => void;
};

/** What readers have, where the text for this edition stands, and what this person can do. */
export function ItemSide({ opened, busy, change, onApprove, onAsk, onStart }: Props) {
  const { view, workflow } = opened;
  const { item, live, line } = view;
  const you = String(useAuth().user?.id ?? '') || null;
  const take = (action: ItemAction, label: string) => {
    if (action === 'confirm-keep') return onApprove();
    if (action === 'decline-keep') return onAsk();
    const body = { action, changeHash: item.changeHash };
    return void change(() => askDesk(`/work-items/${item.id}/step`, 'POST', body), `Done: ${label}.`);
  };
  const judging = (workflow?.actions ?? []).filter(
    ({ action }) => action === 'approve' || action === 'request-changes',
  );
  const open = workflow && openInWords(workflow.open);
  const reasons = [
    ...[...view.actions, ...judging].flatMap(({ reason }) => reason ?? []),
    ...(open && judging.length > 0 ? [open] : []),
  ];
  return (
    <section aria-labelledby="update-item-text" className="update-item__side">
      <h2 id="update-item-text">The text</h2>
      <p>{standing(view, you)}</p>
      <div className="update-item__steps">
        {judging.map(({ action, label, allowed }) => (
          <button
            key={action}
            type="button"
            className={action === 'approve' ? 'updates-main' : ''}
            disabled={busy || !allowed}
            onClick={action === 'approve' ? onApprove : onAsk}
          >
            {label} <kbd>{action === 'approve' ? 'a' : 'r'}</kbd>
          </button>
        ))}
        {view.actions.map(({ action, label, allowed }) => (
          <button
            key={action}
            type="button"
            className={action === 'confirm-keep' ? 'updates-main' : ''}
            disabled={busy || !allowed}
            onClick={() => take(action as ItemAction, label)}
          >
            {label}
            {action === 'confirm-keep' && (
              <>
                {' '}
                <kbd>a</kbd>
              </>
            )}
            {action === 'decline-keep' && (
              <>
                {' '}
                <kbd>r</kbd>
              </>
            )}
          </button>
        ))}
        {item.codeSet === view.update.codeSet && (
          <button type="button" onClick={onStart} disabled={busy}>
            {line ? 'Open the text' : 'Start writing'}
          </button>
        )}
      </div>
      {reasons.length > 0 && (
        <ul className="update-item__reasons">
          {[...new Set(reasons)].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Work opened={opened} change={change} />
      {view.successors && (
        <Successors
          codeSet={item.codeSet}
          formerCode={item.code}
          edition={view.update.edition}
          successors={view.successors.named}
          mayName={view.successors.mayName}
          readersSee={view.successors.readersSee}
          busy={busy}
          change={change}
        />
      )}
      {line && (
        <>
          <h3>
            {live ? 'The text for this edition, against what readers have' : 'The text for this edition'}
          </h3>
          <div className="update-item__read update-item__line" data-discussion-text>
            <WordDiff words={line.words} />
          </div>
        </>
      )}
      {line && (
        <Discussion
          explanation={line.id}
          stamp={workflow?.contentHash ?? ''}
          revision={null}
          unsaved={busy}
          mayAsk={judging.some(({ action, allowed }) => action === 'request-changes' && allowed)}
          onAccepted={() => change(async () => undefined, 'The words are in the text.')}
        />
      )}
      {live ? (
        <>
          <h3>
            {live.from ? `What readers have: the text of ${live.from.displayCode}` : 'What readers have'}
          </h3>
          {live.from && (
            <p className="desk-quiet">
              The text of {live.from.displayCode} is for the codes below it too. If it holds here, say so; a
              text of this code's own takes its place.
            </p>
          )}
          {live.from?.lacks.map((lack) => (
            <p key={lack} className="family__lack">
              It cannot be read here: {lack}.
            </p>
          ))}
          <div className="update-item__read">
            {live.plainTitle && <p className="update-item__title">{live.plainTitle}</p>}
            <ReadText blocks={live.body} />
            {live.sections.map(({ title, summary, body }) => (
              <section key={title}>
                <h4>{title}</h4>
                {summary && <p className="desk-quiet">{summary}</p>}
                <ReadText blocks={body} />
              </section>
            ))}
          </div>
          <p className="desk-quiet">
            Applies from {live.editionLabel}, reviewed {dayInWords(live.reviewed.slice(0, 10))}
          </p>
        </>
      ) : (
        <p className="desk-quiet">Readers have no text for this code.</p>
      )}
    </section>
  );
}

const jobs = [
  { label: 'Editor', work: 'write', field: 'assignee' },
  { label: 'Reviewer', work: 'review', field: 'reviewer' },
] as const;

/** Whose work it is, and until when. */
function Work({ opened, change }: Pick<Props, 'opened' | 'change'>) {
  const { item, people } = opened.view;
  const give = (data: Record<string, string | null>) =>
    change(() => askDesk(`/work-items/${item.id}`, 'PATCH', data), 'Given.');
  return (
    <p className="update-item__work">
      {jobs.map(({ label, work, field }) => (
        <span key={field} className="update-item__person">
          {label}
          <PersonChoice
            label={label}
            work={work}
            people={people}
            value={item[field]}
            onChoose={(person) => give({ [field]: person })}
          />
        </span>
      ))}
      {item.due && <span>Due {dayInWords(item.due.slice(0, 10))}</span>}
    </p>
  );
}

function standing({ item, line, people }: ItemView, you: string | null): string {
  if (item.state === 'in-review' && item.proposedBy) {
    const name = people.find(({ id }) => id === item.proposedBy)?.name ?? 'Somebody';
    const who = item.proposedBy === you ? 'You' : name;
    return codeLeaves(item.kinds)
      ? `${who} proposed that the text stays on the page of this code.`
      : `${who} proposed that the text still holds.`;
  }
  if (line) return `The text for this edition: ${line.stateLabel.toLowerCase()}.`;
  if (item.state === 'done') return 'Nothing is left to do.';
  if (item.explained && codeLeaves(item.kinds))
    return 'The code is no longer in use. Its page stays and says so, with the old text if somebody confirms it.';
  return item.explained
    ? 'No text was begun for this edition; the old one goes on if it still holds.'
    : 'No text was begun.';
}
