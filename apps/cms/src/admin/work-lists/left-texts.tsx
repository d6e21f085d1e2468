import type { SavedBatch } from '../../replace/save-batch.ts';

/** The texts that a change left as they are, each with why. */
export function LeftTexts({ left }: Pick<SavedBatch, 'left'>) {
  return (
    <ul>
      {left.map(({ codeKey, name, why }) => (
        <li key={codeKey}>
          <strong>{name}</strong> {why}
        </li>
      ))}
    </ul>
  );
}
