import { placesOfReferences } from './families/references.ts';

/** What is looked for, and what takes its place. */
export type WordChange = { find: string; replaceWith: string; wholeWord: boolean; matchCase: boolean };

/** Finds the words as they stand; a whole word ends where neither letter nor digit goes on. */
function wordPattern({ find, wholeWord, matchCase }: WordChange): RegExp {
  const words = find.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const edge = '[\\p{L}\\p{N}\\p{M}]';
  return new RegExp(wholeWord ? `(?<!${edge})${words}(?!${edge})` : words, matchCase ? 'gu' : 'giu');
}

type Place = { start: number; end: number };

/** Where the words stand. The name of a slot is no word that readers see: only a slot that was looked for whole is found. */
function placesOf(text: string, change: WordChange): Place[] {
  const slots = placesOfReferences(text);
  const cuts = ({ start, end }: Place) =>
    slots.some((slot) => slot.start < end && start < slot.end && (slot.start < start || end < slot.end));
  return [...text.matchAll(wordPattern(change))]
    .map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    .filter((place) => place.start < place.end && !cuts(place));
}

export function replaceInText(text: string, change: WordChange): { text: string; count: number } {
  const places = placesOf(text, change);
  let replaced = '';
  let from = 0;
  for (const { start, end } of places) {
    replaced += text.slice(from, start) + change.replaceWith;
    from = end;
  }
  return { text: replaced + text.slice(from), count: places.length };
}

type Node = Record<string, unknown>;
type Run = Node & { text: string };

/**
 * The same in an editor state. Words are found across runs of different looks inside one block, and what takes their place
 * looks like the first of them; all other runs stay as they are. Answers a new state; the given one is left alone.
 */
export function replaceInState<State>(state: State, change: WordChange): { state: State; count: number } {
  const copy = structuredClone(state);
  let count = 0;
  const waiting: unknown[] = [copy];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) {
      count += replaceInChildren(next, change);
      waiting.push(...next);
    } else if (isNode(next)) {
      count += replaceInCaption(next, change);
      waiting.push(...Object.values(next).filter((value) => typeof value === 'object' && value !== null));
    }
  }
  return { state: copy, count };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRun = (value: unknown): value is Run =>
  isNode(value) && value.type === 'text' && typeof value.text === 'string';

/** A picture's caption is read by readers too. */
function replaceInCaption(node: Node, change: WordChange): number {
  if (node.type !== 'upload' || !isNode(node.fields) || typeof node.fields.caption !== 'string') return 0;
  const { text, count } = replaceInText(node.fields.caption, change);
  if (count > 0) node.fields.caption = text;
  return count;
}

/** Children side by side: each stretch of runs is one text. A link is a stretch of its own. */
function replaceInChildren(children: unknown[], change: WordChange): number {
  let count = 0;
  let stretch: Run[] = [];
  const settle = () => {
    count += replaceInRuns(stretch, change);
    stretch = [];
  };
  for (const child of children) {
    if (isRun(child)) stretch.push(child);
    else settle();
  }
  settle();
  if (count > 0) {
    const kept = children.filter((child) => !isRun(child) || child.text !== '');
    children.splice(0, children.length, ...kept);
  }
  return count;
}

function replaceInRuns(runs: readonly Run[], change: WordChange): number {
  const whole = runs.map(({ text }) => text).join('');
  const found = placesOf(whole, change);
  if (found.length === 0) return 0;
  let at = 0;
  for (const run of runs) {
    const [start, end] = [at, at + run.text.length];
    at = end;
    let text = '';
    let from = start;
    for (const { start: first, end: last } of found) {
      if (last <= start || first >= end) continue;
      text += whole.slice(from, Math.max(from, first));
      if (first >= start) text += change.replaceWith;
      from = Math.min(end, last);
    }
    run.text = text + whole.slice(from, end);
  }
  return found.length;
}
