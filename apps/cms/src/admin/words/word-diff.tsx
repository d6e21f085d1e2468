import type { WordPiece } from '@plaincode/code-sets';

/** What changed, word by word; screen readers hear what was taken out and what was put in. */
export function WordDiff({ words }: { words: readonly WordPiece[] }) {
  return (
    <span className="word-diff">
      {words.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        if (kind === 'removed')
          return (
            <del key={key}>
              <span className="desk-heard">removed: </span>
              {text}
            </del>
          );
        return (
          <ins key={key}>
            <span className="desk-heard">added: </span>
            {text}
          </ins>
        );
      })}
    </span>
  );
}
