import { encodeNumber, NumberReader } from './numbers.ts';
import { encodePostings } from './postings.ts';

/** Documents from the first to before the second. */
type Run = [from: number, end: number];

/** Reads the runs of one list, each with the place in the text at which it begins. */
class RunReader {
  readonly #numbers: NumberReader;
  readonly #length: number;
  start = 0;
  from = 0;
  end = 0;

  constructor(numbers: NumberReader, length: number) {
    this.#numbers = numbers;
    this.#length = length;
  }

  next(): boolean {
    this.start = this.#numbers.at;
    if (this.start >= this.#length) return false;
    const step = this.#numbers.next();
    this.from = this.end + Math.floor(step / 2);
    this.end = this.from + (step % 2 === 1 ? this.#numbers.next() + 2 : 1);
    return true;
  }
}

/**
 * Puts documents into an encoded list of one level, 0, and takes others out: what encoding the new list would give, at the
 * cost of a walk along the text to the places that change. `gained` and `lost` have nothing in common.
 */
export function changePostings(text: string, gained: readonly number[], lost: readonly number[]): string {
  if (text === '') return encodePostings([gained.toSorted((a, b) => a - b)]);
  const changes = [
    ...gained.map((document) => ({ document, stays: true })),
    ...lost.map((document) => ({ document, stays: false })),
  ].sort((a, b) => a.document - b.document);
  const numbers = new NumberReader(text);
  if (numbers.next() !== 0) throw new Error('a list of the search index has several levels');
  let count = numbers.next();
  let copied = numbers.at;
  const runs = new RunReader(numbers, text.length);
  let more = runs.next();
  let made = '';
  let written = 0;
  let window: Run[] = [];
  const take = () => {
    window.push([runs.from, runs.end]);
    count -= 1;
    more = runs.next();
  };
  for (let at = 0; at < changes.length; ) {
    // What ends before the document, and does not touch it, stays as it is written.
    for (; more && runs.end < (changes[at]?.document ?? 0); more = runs.next()) written = runs.end;
    made += text.slice(copied, runs.start);
    window = [];
    let taken = 0;
    do {
      const { document = 0, stays = false } = changes[at] ?? {};
      while (more && runs.from <= document + 1) take();
      // The gap of the next one is counted from what stands before it.
      if (more) take();
      taken = more ? (window.at(-1)?.[1] ?? 0) : Number.POSITIVE_INFINITY;
      if (stays) putIn(window, document);
      else takeOut(window, document);
      at += 1;
    } while ((changes[at]?.document ?? Number.POSITIVE_INFINITY) <= taken && at < changes.length);
    made += encodeRuns(window, written);
    count += window.length;
    written = window.at(-1)?.[1] ?? written;
    copied = runs.start;
  }
  made += text.slice(copied);
  return count === 0 ? '' : encodeNumber(0) + encodeNumber(count) + made;
}

/** Runs that touch become one. */
function putIn(runs: Run[], document: number): void {
  const at = runs.findIndex(([, end]) => end >= document);
  const [run, next] = [runs[at], runs[at + 1]];
  if (!run || run[0] > document + 1) runs.splice(at < 0 ? runs.length : at, 0, [document, document + 1]);
  else if (run[0] === document + 1) run[0] = document;
  else if (run[1] === document) {
    run[1] = document + 1;
    if (next?.[0] === run[1]) runs.splice(at, 2, [run[0], next[1]]);
  }
}

function takeOut(runs: Run[], document: number): void {
  const at = runs.findIndex(([from, end]) => from <= document && document < end);
  const [from, end] = runs[at] ?? [0, 0];
  const left: Run[] = [
    [from, document],
    [document + 1, end],
  ];
  if (at >= 0) runs.splice(at, 1, ...left.filter(([first, last]) => first < last));
}

function encodeRuns(runs: readonly Run[], written: number): string {
  let text = '';
  let before = written;
  for (const [from, end] of runs) {
    const length = end - from;
    text += encodeNumber((from - before) * 2 + (length > 1 ? 1 : 0));
    if (length > 1) text += encodeNumber(length - 2);
    before = end;
  }
  return text;
}
