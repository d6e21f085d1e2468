import type { ListedUpdate } from '../../updates/list-updates.ts';
import { ProgressBar } from './progress-bar.tsx';

/** Every update with how far it is. */
export function UpdatesList({ updates }: { updates: ListedUpdate[] }) {
  return (
    <>
      <h1>Updates</h1>
      {updates.length === 0 && (
        <p className="desk-quiet">
          No update yet. Importing an edition after the first of its code set opens one.
        </p>
      )}
      <ul className="updates-list">
        {updates.map(({ edition, name, label, fromLabel, state, counts }) => (
          <li key={edition}>
            <a href={`/admin/updates/${edition}`}>
              <strong>
                {name} {label}
              </strong>
              <span className="desk-quiet">
                from {fromLabel}
                {state === 'released' ? ', released' : ''}
              </span>
              <ProgressBar done={counts.done} total={counts.total} />
              {counts.overdue > 0 && <span className="updates-late">{counts.overdue} overdue</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
