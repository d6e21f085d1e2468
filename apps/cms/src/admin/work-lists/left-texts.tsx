import type { SavedBatch } from '../../replace/save-batch.ts';

/** The texts that a change left as they are, each with why. */
export function LeftTexts({ left }: Pick<SavedBatch, 'left'>) {
  return (
    <ul>
      {left.map(({ codeKey, name, why }) => (
        <li key={codeKey}>
          <strong>{name}</strong> <Why words={why} />
        </li>
      ))}
    </ul>
  );
}

const mostSentences = 3;

/** A family's text can lack words for every value of a slot: the first of so many sentences say what it is about. */
function Why({ words }: { words: string }) {
  const sentences = words.split(/(?<=\.)\s+/);
  if (sentences.length <= mostSentences) return words;
  const rest = sentences.slice(mostSentences);
  return (
    <>
      {sentences.slice(0, mostSentences).join(' ')}
      <details>
        <summary>{rest.length} more</summary>
        <ul>
          {rest.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
