import type { TextChange } from '../../workflow/text-diff.ts';
import { WordDiff } from '../updates/word-diff.tsx';

/** What two texts say differently, part by part. */
export function TextChanges({ changes, none }: { changes: TextChange[]; none: string }) {
  if (changes.length === 0) return <p className="desk-quiet">{none}</p>;
  return (
    <dl className="lines-changes">
      {changes.map(({ part, words }) => (
        <div key={part}>
          <dt>{part}</dt>
          <dd>
            <WordDiff words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
