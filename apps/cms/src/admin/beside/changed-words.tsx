import type { WordPiece } from '@plaincode/code-sets';
import { keyed } from './keyed.ts';

/** A text with what left it and what came into it; both are marked for eyes and for ears. */
export function ChangedWords({ words }: { words: readonly WordPiece[] }) {
  return (
    <>
      {keyed(words, ({ kind, text }) => `${kind} ${text}`).map(({ key, item: { kind, text } }) => {
        if (kind === 'removed') return <del key={key}>{text}</del>;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        return <span key={key}>{text}</span>;
      })}
    </>
  );
}
