import { diffArrays } from 'diff';

/** A stretch of text that both have, or only the earlier or only the later one. Never empty. */
export type WordPiece = { kind: 'same' | 'removed' | 'added'; text: string };

/**
 * The blanks before it, then a word with the hyphens, apostrophes and number points inside it, or any other
 * character. Blanks are no tokens: a long text has so many that they would be matched rather than its words.
 */
const token = /\s*(?:[\p{L}\p{M}\p{N}]+(?:(?:[-'’.]|,(?=\d{3}))[\p{L}\p{M}\p{N}]+)*|\S)|\s+$/gu;
const word = /[\p{L}\p{N}]+/gu;

/**
 * Texts that differ in more tokens than this are a rewrite, shown whole. It bounds the time, which grows with
 * its square, and unlike a time limit gives the same on every machine.
 */
const mostEdits = 600;
/** Common words between two changes that are shown as one with them where the changes are longer. */
const islandWords = 2;

/**
 * What changed between two texts, word by word. Removed comes before added at one place. Same and removed
 * pieces together are `before`, same and added ones `after`, to the letter.
 */
export function diffWords(before: string, after: string): WordPiece[] {
  const stretches = stretchesOf(before.match(token) ?? [], after.match(token) ?? []);
  if (stretches === null) return piecesOf([{ same: '', removed: before, added: after }]);
  return piecesOf(joinIslands(stretches).map(withoutCommonBlank));
}

/** Common text, then what changed behind it. */
type Stretch = { same: string; removed: string; added: string };

function stretchesOf(before: string[], after: string[]): Stretch[] | null {
  const edits = diffArrays(before.map(bare), after.map(bare), { maxEditLength: mostEdits });
  if (edits === undefined) return null;
  const stretches = new Stretches();
  let old = 0;
  let young = 0;
  for (const { count, added, removed } of edits) {
    if (removed) stretches.change(before.slice(old, old + count).join(''), '');
    else if (added) stretches.change('', after.slice(young, young + count).join(''));
    else
      for (let index = 0; index < count; index += 1)
        stretches.keep(before[old + index] ?? '', after[young + index] ?? '');
    if (!added) old += count;
    if (!removed) young += count;
  }
  return stretches.list;
}

const bare = (text: string): string => text.trimStart();

class Stretches {
  readonly list: Stretch[] = [];

  change(removed: string, added: string): void {
    if (removed === '' && added === '') return;
    const last = this.list.at(-1);
    if (last) Object.assign(last, { removed: last.removed + removed, added: last.added + added });
    else this.list.push({ same: '', removed, added });
  }

  /** One token on both sides, perhaps behind other blanks. */
  keep(before: string, after: string): void {
    const text = bare(after);
    if (before === after) this.#same(after);
    else {
      this.change(before.slice(0, before.length - text.length), after.slice(0, after.length - text.length));
      this.#same(text);
    }
  }

  #same(text: string): void {
    const last = this.list.at(-1);
    if (last && last.removed === '' && last.added === '') last.same += text;
    else this.list.push({ same: text, removed: '', added: '' });
  }
}

/** A blank or a little word that happens to stay between two changes would only make confetti of them. */
function joinIslands(stretches: Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    let next = stretch;
    for (let last = joined.at(-1); last && isIsland(last, next); last = joined.at(-1)) {
      joined.pop();
      const removed = last.removed + next.same + next.removed;
      next = { same: last.same, removed, added: last.added + next.same + next.added };
    }
    joined.push(next);
  }
  return joined;
}

function isIsland(last: Stretch, { same, removed, added }: Stretch): boolean {
  const around = Math.min(
    Math.max(last.removed.length, last.added.length),
    Math.max(removed.length, added.length),
  );
  if (around === 0) return false;
  const words = same.match(word)?.length ?? 0;
  return words === 0 || (words <= islandWords && same.length <= around);
}

/** Where one word stands for another, the blank before both is common. */
function withoutCommonBlank({ same, removed, added }: Stretch): Stretch {
  const blank = removed.slice(0, removed.length - bare(removed).length);
  if (blank === '' || blank !== added.slice(0, added.length - bare(added).length))
    return { same, removed, added };
  return { same: same + blank, removed: bare(removed), added: bare(added) };
}

function piecesOf(stretches: Stretch[]): WordPiece[] {
  return stretches
    .flatMap(({ same, removed, added }): WordPiece[] => [
      { kind: 'same', text: same },
      { kind: 'removed', text: removed },
      { kind: 'added', text: added },
    ])
    .filter(({ text }) => text !== '');
}
