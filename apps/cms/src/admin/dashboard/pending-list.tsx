import type { ServerProps } from 'payload';
import { actorOf } from '../../access/actor.ts';
import { allPending, type GuardedDocument } from '../../second-person/documents.ts';
import { scopeOf } from '../../workflow/permissions.ts';

/** The changes of rights that wait for a second person, for those who may decide about them. */
export async function PendingList({ payload, user }: ServerProps) {
  const actor = actorOf({ user: user ?? null });
  if (actor === null) return null;
  const waiting = (await allPending(payload)).filter(
    ({ document }) => scopeOf(actor.role, document.entity, 'update') === 'all',
  );
  if (waiting.length === 0) return null;
  return (
    <section className="desk-pending" aria-labelledby="desk-pending-list">
      <h2 id="desk-pending-list">Waits for a second person</h2>
      <ul>
        {waiting.map(({ document, name, pending }) => (
          <li key={pending.hash}>
            <a href={addressOf(document)}>{name}</a>,{' '}
            {pending.by === actor.id ? 'proposed by you' : `proposed by ${pending.byName}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function addressOf(document: GuardedDocument): string {
  return document.global
    ? `/admin/globals/${document.entity}`
    : `/admin/collections/${document.entity}/${document.id}`;
}
