import type { PinView, ReleaseView } from '../../releases/release-view.ts';

/** The texts that a release takes to readers, or off them. */
export function ReleaseTexts({ view }: { view: ReleaseView }) {
  const { editions, pins, pinCount, kind, state } = view;
  const more = pinCount - pins.length;
  return (
    <section aria-labelledby="release-texts">
      <h2 id="release-texts">
        {pinCount.toLocaleString('en-US')} {pinCount === 1 ? 'text' : 'texts'}
      </h2>
      {editions.length > 0 && (
        <p>
          With it readers {state === 'reverted' ? 'saw' : 'see'} {editions.join(', ')}.
        </p>
      )}
      {pinCount === 0 && (
        <p className="desk-quiet">
          {kind === 'edition'
            ? 'No text of its own: what readers have is carried forward.'
            : 'It changes no text.'}
        </p>
      )}
      {pinCount > 0 && (
        <table className="release-texts">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Title</th>
              <th scope="col">Approved</th>
            </tr>
          </thead>
          <tbody>
            {pins.map((pin) => (
              <TextRow key={pin.codeKey} pin={pin} />
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className="desk-quiet">and {more.toLocaleString('en-US')} more</p>}
    </section>
  );
}

function TextRow({ pin: { name, title, line, approvedAt } }: { pin: PinView }) {
  return (
    <tr>
      <th scope="row">{line ? <a href={`/admin/collections/explanations/${line}`}>{name}</a> : name}</th>
      <td>{line ? (title ?? '') : 'Taken off the site'}</td>
      <td>{approvedAt && <time dateTime={approvedAt}>{day.format(new Date(approvedAt))}</time>}</td>
    </tr>
  );
}

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium' });
