import type { Payload } from 'payload';
import type { Actor } from '../../access/actor.ts';
import { siteStanding } from '../../dashboard/site-standing.ts';
import { mayPublish } from '../../workflow/permissions.ts';
import { moment } from './moment.ts';
import { PublishButton } from './publish-button.tsx';

/** The last publishes of the site, and how they went. */
export async function SiteRuns({ payload, actor }: { payload: Payload; actor: Actor }) {
  const { runs, running, imported } = await siteStanding(payload);
  return (
    <section aria-labelledby="desk-site">
      <div className="desk-dashboard__head">
        <h2 id="desk-site">The site</h2>
        {mayPublish(actor.role) && <PublishButton running={running} imported={imported} />}
      </div>
      {runs.length === 0 ? (
        <p className="desk-quiet">
          Nobody has published from the desk yet. All that went out stands under{' '}
          <a href="/admin/collections/releases">Releases</a>.
        </p>
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
            {runs.map((run) => (
              <tr key={run.id}>
                <td>
                  <a href={`/admin/collections/publish-runs/${run.id}`}>{run.reason}</a>
                </td>
                <td>
                  <span className={`desk-run desk-run--${run.state}`}>{runLabels[run.state]}</span>
                </td>
                <td>
                  <time dateTime={run.createdAt}>{moment(run.createdAt)}</time>
                </td>
                <td>{typeof run.requestedBy === 'object' ? run.requestedBy?.name : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const runLabels = { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed' };
