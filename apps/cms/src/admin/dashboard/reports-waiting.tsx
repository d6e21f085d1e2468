import type { Payload, Where } from 'payload';
import type { Actor } from '../../access/actor.ts';

type Props = { payload: Payload; actor: Actor };

const list = '/admin/collections/error-reports?where[or][0][and][0]';

/** What readers reported and nobody settled yet. */
export async function ReportsWaiting({ payload, actor }: Props) {
  const count = async (where: Where) =>
    (await payload.count({ collection: 'error-reports', where })).totalDocs;
  const [fresh, accepted, mine] = await Promise.all([
    count({ state: { equals: 'new' } }),
    count({ state: { equals: 'accepted' } }),
    count({ and: [{ assignee: { equals: actor.id } }, { state: { in: ['new', 'accepted'] } }] }),
  ]);
  const counts = [
    { name: 'New', total: fresh, href: `${list}[state][equals]=new&sort=received` },
    { name: 'Accepted, being mended', total: accepted, href: `${list}[state][equals]=accepted` },
    { name: 'Given to me', total: mine, href: `${list}[assignee][equals]=${actor.id}` },
  ];
  return (
    <section aria-labelledby="desk-reports">
      <h2 id="desk-reports">Errors that readers report</h2>
      <ul className="desk-counts">
        {counts.map(({ name, total, href }) => (
          <li key={name}>
            <a href={href}>
              <strong>{total.toLocaleString('en-US')}</strong>
              <span>{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
