import type { ReleaseView } from '../../releases/release-view.ts';

/** Everything that keeps a release from readers, each with the place where it is mended. */
export function ReleaseBlockers({ view }: { view: ReleaseView }) {
  const { state, kind, blockers, blockerCount } = view;
  if (state !== 'open' && state !== 'scheduled') return null;
  if (blockerCount === 0)
    return kind === 'edition' ? <p className="release-ready">Nothing keeps it from readers.</p> : null;
  const more = blockerCount - blockers.length;
  return (
    <section aria-labelledby="release-blockers">
      <h2 id="release-blockers">
        {blockerCount.toLocaleString('en-US')} {blockerCount === 1 ? 'thing keeps' : 'things keep'} it from
        readers
      </h2>
      <ul className="release-blockers">
        {blockers.map(({ code, message, href }) => (
          <li key={`${code} ${message}`}>{href ? <a href={href}>{message}</a> : message}</li>
        ))}
        {more > 0 && <li>and {more.toLocaleString('en-US')} more</li>}
      </ul>
    </section>
  );
}
