import type { Said } from '../../discussion/discussion-view.ts';

/** Who said what, and when; those whom it names stand out. */
export function SaidWords({ said }: { said: Said }) {
  return (
    <div className="talk-said">
      <p className="talk-who">
        <strong>{said.author.name}</strong>{' '}
        <time dateTime={said.at} className="desk-quiet">
          {clock.format(new Date(said.at))}
        </time>
      </p>
      {said.withdrawn ? (
        <p className="desk-quiet">Withdrawn.</p>
      ) : (
        said.words !== '' && <p className="talk-words">{marked(said)}</p>
      )}
    </div>
  );
}

function marked({ words, mentions }: Said) {
  const names = mentions.map(({ name }) => `@${name}`).sort((one, other) => other.length - one.length);
  const pieces: { text: string; named: boolean; at: number }[] = [];
  let rest = 0;
  for (let at = 0; at < words.length; at += 1) {
    const name = names.find((one) => words.startsWith(one, at));
    if (!name) continue;
    pieces.push({ text: words.slice(rest, at), named: false, at: rest }, { text: name, named: true, at });
    rest = at + name.length;
    at = rest - 1;
  }
  pieces.push({ text: words.slice(rest), named: false, at: rest });
  return pieces.map(({ text, named, at }) =>
    named ? (
      <b key={`${at} name`} className="talk-name">
        {text}
      </b>
    ) : (
      <span key={`${at} words`}>{text}</span>
    ),
  );
}

const clock = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
