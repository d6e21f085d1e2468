import type { Payload } from 'payload';
import type { Actor } from '../../access/actor.ts';
import { givenTo, type ItemList, proposedTo } from '../../dashboard/items.ts';
import { mentionsOf } from '../../dashboard/mentions.ts';
import { draftsOf, returnedTo, type TextList, toMergeInto, waitingFor } from '../../dashboard/texts.ts';
import { dayInWords } from '../../day-in-words.ts';
import { moment } from './moment.ts';

type Props = { payload: Payload; actor: Actor };

/** What came back to an editor, what they are writing, and what they were given. */
export async function EditorsWork({ payload, actor }: Props) {
  const [returned, drafts, given, corrected] = await Promise.all([
    returnedTo(payload, actor.id),
    draftsOf(payload, actor.id),
    givenTo(payload, actor.id),
    toMergeInto(payload),
  ]);
  const mine = `[editors][in]=${actor.id}`;
  return (
    <div className="desk-work">
      <Texts
        heading="Returned to me"
        none="Nothing came back."
        list={returned}
        where={`[state][equals]=changes-requested&where[or][0][and][1]${mine}`}
      />
      <Texts
        heading="My drafts"
        none="You have no draft."
        list={drafts}
        where={`[state][equals]=draft&where[or][0][and][1]${mine}`}
      />
      <Items heading="Given to me" none="No work of an update is given to you." list={given} />
      {corrected.total > 0 && (
        <Texts heading="A correction to take over" none="" list={corrected} where="[toMerge][exists]=true" />
      )}
    </div>
  );
}

/** Where somebody named this person and waits for an answer; nothing where nobody does. */
export async function Mentions({ payload, actor }: Props) {
  const { total, mentions } = await mentionsOf(payload, actor.id);
  if (total === 0) return null;
  return (
    <div className="desk-work">
      <Part heading="Who asks me" none="" total={total}>
        {mentions.map(({ id, name, by, words, at, address }) => (
          <li key={id}>
            <a href={address}>{name}</a>
            <span className="desk-work__note">{words}</span>
            <span className="desk-quiet">
              {by}, <time dateTime={at}>{moment(at)}</time>
            </span>
          </li>
        ))}
      </Part>
    </div>
  );
}

/** What waits for a reviewer, the longest first. */
export async function ReviewersWork({ payload, actor }: Props) {
  const [waiting, proposed] = await Promise.all([
    waitingFor(payload, actor.id),
    proposedTo(payload, actor.id),
  ]);
  return (
    <div className="desk-work">
      <Texts
        heading="Waiting for me"
        none="No text waits for a review."
        list={waiting}
        where="[state][equals]=in-review&sort=updatedAt"
      />
      <Items heading="To confirm: the text still holds" none="Nothing is proposed." list={proposed} />
    </div>
  );
}

type TextsProps = { heading: string; none: string; list: TextList; where: string };

function Texts({ heading, none, list: { total, texts }, where }: TextsProps) {
  return (
    <Part heading={heading} none={none} total={total}>
      {texts.map(({ id, name, title, edition, at, note }) => (
        <li key={id}>
          <a href={`/admin/collections/explanations/${id}`}>{name}</a>
          {title && <span className="desk-work__title">{title}</span>}
          {note && <span className="desk-work__note">{note}</span>}
          <span className="desk-quiet">
            {edition && `${edition}, `}
            <time dateTime={at}>{moment(at)}</time>
          </span>
        </li>
      ))}
      {total > texts.length && (
        <li>
          <a href={`/admin/collections/explanations?where[or][0][and][0]${where}`}>
            All {total.toLocaleString('en-US')}
          </a>
        </li>
      )}
    </Part>
  );
}

function Items({ heading, none, list: { total, items } }: { heading: string; none: string; list: ItemList }) {
  return (
    <Part heading={heading} none={none} total={total}>
      {items.map(({ id, code, descriptor, change, due, address }) => (
        <li key={id}>
          <a href={address}>{code}</a>
          {descriptor && <span className="desk-work__title">{descriptor}</span>}
          <span className="desk-quiet">
            {change}
            {due && `, due ${dayInWords(due)}`}
          </span>
        </li>
      ))}
      {total > items.length && (
        <li>
          <a href="/admin/updates">All {total.toLocaleString('en-US')}, on the boards of the updates</a>
        </li>
      )}
    </Part>
  );
}

type PartProps = { heading: string; none: string; total: number; children: React.ReactNode };

function Part({ heading, none, total, children }: PartProps) {
  const id = `desk-${heading.toLowerCase().replaceAll(/\W+/g, '-')}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {heading} {total > 0 && <span className="desk-work__count">{total.toLocaleString('en-US')}</span>}
      </h2>
      {total === 0 ? <p className="desk-quiet">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}
