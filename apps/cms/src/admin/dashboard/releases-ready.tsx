import type { Payload } from 'payload';
import { type ReleaseStanding, releaseReadiness } from '../../dashboard/release-readiness.ts';
import { dayInWords } from '../../day-in-words.ts';
import { moment } from './moment.ts';

/** What could go to readers, and what keeps it. */
export async function ReleasesReady({ payload }: { payload: Payload }) {
  const { releases, preparable, approved, failedJobs, lastLive } = await releaseReadiness(payload);
  return (
    <section className="desk-work" aria-labelledby="desk-releases">
      <div>
        <h2 id="desk-releases">Releases</h2>
        <ul>
          {releases.map((release) => (
            <li key={release.id}>
              <a href={`/admin/collections/releases/${release.id}`}>{release.title}</a>
              <Standing release={release} />
            </li>
          ))}
          {preparable.map(({ edition, codeSetName, label, effective }) => (
            <li key={edition}>
              <a href="/admin/collections/releases">
                {codeSetName} {label}
              </a>
              <span className="desk-quiet">not prepared yet; takes effect {dayInWords(effective)}</span>
            </li>
          ))}
          <li>
            {approved === 0 ? (
              <span className="desk-quiet">No approved text waits.</span>
            ) : (
              <a href="/admin/collections/explanations?where[or][0][and][0][state][equals]=approved">
                {approved === 1
                  ? 'One approved text waits'
                  : `${approved.toLocaleString('en-US')} approved texts wait`}
              </a>
            )}
          </li>
          {lastLive && (
            <li>
              <a href={`/admin/collections/releases/${lastLive.id}`}>{lastLive.title}</a>
              <span className="desk-quiet">{lastLive.live}</span>
            </li>
          )}
          {failedJobs > 0 && (
            <li className="desk-work__note">
              {failedJobs === 1 ? 'One job failed' : `${failedJobs} jobs failed`}: the publishes below say
              why.
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}

function Standing({
  release: { stateLabel, scheduledFor, failure, blockers, texts },
}: {
  release: ReleaseStanding;
}) {
  const listed = texts === 1 ? 'one text' : `${texts.toLocaleString('en-US')} texts`;
  return (
    <>
      <span className="desk-work__title">
        {stateLabel}
        {scheduledFor && ` for ${moment(scheduledFor)}`}, {listed}
      </span>
      {failure && <span className="desk-work__note">{failure}</span>}
      {blockers !== null && (
        <span className="desk-quiet">
          {blockers === 0
            ? 'Ready to go out'
            : `${blockers.toLocaleString('en-US')} ${blockers === 1 ? 'thing keeps' : 'things keep'} it`}
        </span>
      )}
    </>
  );
}
