import type { PublishTimes } from '../../workflow/publish-times.ts';

/** How long a release took to reach readers, and what took how long. */
export function ReleaseTimes({ times: { live, stages } }: { times: PublishTimes }) {
  return (
    <details className="release-times">
      <summary>{live}</summary>
      <dl>
        {stages.map(({ label, seconds }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{seconds}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
