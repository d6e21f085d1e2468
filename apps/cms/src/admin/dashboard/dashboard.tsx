import type { ServerProps } from 'payload';
import { type Actor, actorOf } from '../../access/actor.ts';
import { blankTextOf } from '../../dashboard/texts.ts';
import { mayPublish, type Role } from '../../workflow/permissions.ts';
import { stateLabels, states } from '../../workflow/states.ts';
import { EditorsWork, Mentions, ReviewersWork } from './own-work.tsx';
import { ReleasesReady } from './releases-ready.tsx';
import { ReportsWaiting } from './reports-waiting.tsx';
import { SiteRuns } from './site-runs.tsx';

type Props = Pick<ServerProps, 'payload'> & { actor: Actor };

const judges: readonly Role[] = ['reviewer', 'admin'];
const writers: readonly Role[] = ['editor', 'reviewer', 'admin'];

/** What waits for the person who looks, in the order of their role; then how everything stands. */
export function Dashboard({ payload, user }: ServerProps) {
  const actor = actorOf({ user: user ?? null });
  if (actor === null) return null;
  return (
    <main className="desk-dashboard">
      <h1 className="desk-heard">Dashboard</h1>
      <Tools payload={payload} actor={actor} />
      <Mentions payload={payload} actor={actor} />
      {judges.includes(actor.role) && <ReviewersWork payload={payload} actor={actor} />}
      {writers.includes(actor.role) && <EditorsWork payload={payload} actor={actor} />}
      {writers.includes(actor.role) && <ReportsWaiting payload={payload} actor={actor} />}
      {mayPublish(actor.role) && <ReleasesReady payload={payload} />}
      <Counts payload={payload} actor={actor} />
      <SiteRuns payload={payload} actor={actor} />
    </main>
  );
}

/** The views that are no collection's list: the menu, where they stand too, begins folded. */
async function Tools({ payload, actor }: Props) {
  const begun = writers.includes(actor.role) ? await blankTextOf(payload, actor.id) : null;
  return (
    <nav className="desk-tools" aria-label="Tools">
      {writers.includes(actor.role) && (
        <a href={`/admin/collections/explanations/${begun ?? 'create'}`}>Write an explanation</a>
      )}
      <a href="/admin/updates">Updates</a>
      <a href="/admin/coverage">Coverage</a>
      {writers.includes(actor.role) && <a href="/admin/replace">Find and replace</a>}
      {writers.includes(actor.role) && <a href="/admin/bring-in">Bring texts in</a>}
    </nav>
  );
}

async function Counts({ payload }: Props) {
  const counts = await Promise.all(
    states.map(async (state) => {
      const where = { 'version.state': { equals: state }, latest: { equals: true } };
      const { totalDocs } = await payload.countVersions({ collection: 'explanations', where });
      return { state, totalDocs };
    }),
  );
  return (
    <section aria-labelledby="desk-explanations">
      <h2 id="desk-explanations">Explanations</h2>
      <ul className="desk-counts">
        {counts.map(({ state, totalDocs }) => (
          <li key={state}>
            <a href={`/admin/collections/explanations?where[or][0][and][0][state][equals]=${state}`}>
              <strong>{totalDocs.toLocaleString('en-US')}</strong>
              <span>{stateLabels[state]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
