import type { WordPiece } from '@plaincode/code-sets';
import type { TextChange } from '../../workflow/text-diff.ts';
import { WordDiff } from './word-diff.tsx';

/** What two texts say differently, part by part. */
export function TextChanges({ changes, none }: { changes: TextChange[]; none: string }) {
  if (changes.length === 0) return <p className="desk-quiet">{none}</p>;
  return (
    <dl className="lines-changes">
      {changes.map(({ part, words }) => (
        <div key={part}>
          <dt>{part}</dt>
          <dd>
            <WordDiff words={words.map(shortened)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Characters of common text that are left on either side of a change. */
const around = 80;

/** Long stretches that nobody changed are left out but for their ends, so that the changes can be found. */
function shortened({ kind, text }: WordPiece): WordPiece {
  if (kind !== 'same' || text.length <= 2 * around + 20) return { kind, text };
  const before = text.slice(0, around).replace(/\s\S*$/, '');
  const after = text.slice(-around).replace(/^\S*\s/, '');
  return { kind, text: `${before} … ${after}` };
}
