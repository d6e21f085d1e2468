import type { CodeRecord } from '../code-record.ts';
import {
  type ChangeCounts,
  type ChangeItem,
  type ChangeKind,
  type CodeChange,
  type CountedKind,
  countedKinds,
  type EditionDiff,
} from './change.ts';
import { diffWords } from './words.ts';

/** `billable`: as if the editions held only codes valid for submission. */
export type CountOptions = { billable?: boolean };

/**
 * The changes among codes valid for submission: one that became a header left them, one that was a header came.
 * Sets that do not tell count whole. Headers count otherwise not at all, so this is for counting and showing
 * and cannot be applied.
 */
export function billableView(diff: EditionDiff): CodeChange[] {
  return diff.changes.flatMap((change) => {
    const kinds = billableKinds(change);
    return kinds.length === 0 ? [] : [{ ...change, kinds }];
  });
}

function billableKinds({ before, after, kinds }: CodeChange): ChangeKind[] {
  const was = isBillable(before);
  const is = isBillable(after);
  if (was === is) return was ? kinds : [];
  if (before === null || after === null) return kinds;
  return was ? ['deleted', 'becameHeader'] : ['added', 'becameBillable'];
}

/** A modifier is reported beside a code and never by itself. */
const isBillable = (record: CodeRecord | null): boolean =>
  record !== null && record.billable !== false && record.codeType !== 'modifier';

/** How many codes changed in each way. A code that changed in several ways counts under each. */
export function countsOf(diff: EditionDiff, options: CountOptions = {}): ChangeCounts {
  const counts: ChangeCounts = {
    added: 0,
    deleted: 0,
    becameHeader: 0,
    becameBillable: 0,
    longRevised: 0,
    shortRevised: 0,
    terminated: 0,
    dropped: 0,
    reinstated: 0,
    indicatorChanged: 0,
    notesChanged: 0,
  };
  for (const { kinds } of changesOf(diff, options))
    for (const kind of kinds) if (isCounted(kind)) counts[kind] += 1;
  return counts;
}

/** What `countsOf` counts, one by one, in the order of the changes. */
export function itemsOf(diff: EditionDiff, options: CountOptions = {}): ChangeItem[] {
  return changesOf(diff, options).flatMap((change) =>
    change.kinds.filter(isCounted).map((kind) => itemOf(change, kind)),
  );
}

const changesOf = (diff: EditionDiff, { billable = false }: CountOptions): CodeChange[] =>
  billable ? billableView(diff) : diff.changes;

const counted: ReadonlySet<ChangeKind> = new Set(countedKinds);
const isCounted = (kind: ChangeKind): kind is CountedKind => counted.has(kind);

function itemOf({ code, before, after }: CodeChange, kind: CountedKind): ChangeItem {
  const item: ChangeItem = {
    code,
    displayCode: (after ?? before)?.displayCode ?? code,
    kind,
    long: { before: before?.longDescriptor ?? null, after: after?.longDescriptor ?? null },
  };
  if (kind === 'longRevised') item.words = diffWords(item.long.before ?? '', item.long.after ?? '');
  if (kind === 'shortRevised')
    item.words = diffWords(before?.shortDescriptor ?? '', after?.shortDescriptor ?? '');
  return item;
}
