import type { ServerProps } from 'payload';
import { actorOf } from '../access/actor.ts';
import { mayPublish } from '../workflow/permissions.ts';
import { stateLabels, states } from '../workflow/states.ts';
import { PublishButton } from './publish-button.tsx';

/** What waits for somebody, and the last publishes of the site. */
export async function Dashboard({ payload, user }: ServerProps) {
  const actor = actorOf({ user: user ?? null });
  if (actor === null) return null;
  const access = { overrideAccess: false, user } as const;
  const [counts, runs] = await Promise.all([
    Promise.all(
      states.map(async (state) => {
        const where = { 'version.state': { equals: state }, latest: { equals: true } };
        const { totalDocs } = await payload.countVersions({ collection: 'explanations', where, ...access });
        return { state, totalDocs };
      }),
    ),
    payload.find({ collection: 'publish-runs', limit: 5, depth: 1, sort: '-createdAt', ...access }),
  ]);

  return (
    <div className="desk-dashboard">
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
      <section aria-labelledby="desk-site">
        <div className="desk-dashboard__head">
          <h2 id="desk-site">The site</h2>
          {mayPublish(actor.role) && <PublishButton />}
        </div>
        {runs.docs.length === 0 ? (
          <p className="desk-quiet">Nothing was published from here yet.</p>
        ) : (
          <table className="desk-runs">
            <thead>
              <tr>
                <th scope="col">Publish</th>
                <th scope="col">State</th>
                <th scope="col">Asked for</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {runs.docs.map((run) => (
                <tr key={run.id}>
                  <td>
                    <a href={`/admin/collections/publish-runs/${run.id}`}>{run.reason}</a>
                  </td>
                  <td>
                    <span className={`desk-run desk-run--${run.state}`}>{runLabels[run.state]}</span>
                  </td>
                  <td>
                    <time dateTime={run.createdAt}>{moment.format(new Date(run.createdAt))}</time>
                  </td>
                  <td>{typeof run.requestedBy === 'object' ? run.requestedBy?.name : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

const runLabels = { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed' };

const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
