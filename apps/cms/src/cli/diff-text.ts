import { type ChangeCounts, type ChangeItem, countedKinds } from '@plaincode/code-sets';
import { count } from './progress.ts';

interface Names {
  set: string;
  from: { label: string; id: string };
  to: { label: string; id: string };
  billable: boolean;
}

/** Each kind of change, after a number. */
export const changeWords: Record<keyof ChangeCounts, string> = {
  added: 'added',
  deleted: 'deleted',
  becameHeader: 'became headers',
  becameBillable: 'became billable',
  longRevised: 'long descriptors revised',
  shortRevised: 'short descriptors revised',
  terminated: 'newly terminated',
  dropped: 'dropped without notice',
  reinstated: 'reinstated',
  indicatorChanged: 'with changed indicators',
  notesChanged: 'with changed notes',
};

/** The kinds that there are, each with its number. */
export function toldChanges(counts: ChangeCounts): string[] {
  return countedKinds.flatMap((kind) =>
    counts[kind] > 0 ? [`${count(counts[kind])} ${changeWords[kind]}`] : [],
  );
}

/** A change set for a person: the counts, then a line for each item. */
export function diffText(
  { set, from, to, billable }: Names,
  counts: ChangeCounts,
  items: readonly ChangeItem[],
): string {
  const which = billable ? ', codes valid for submission' : '';
  const lines = [`${set}: ${from.label} (${from.id}) to ${to.label} (${to.id})${which}`];
  for (const kind of countedKinds)
    if (counts[kind] > 0) lines.push(`  ${count(counts[kind]).padStart(7)} ${changeWords[kind]}`);
  if (items.length === 0) lines.push('  Nothing changed.');
  lines.push('', ...items.map(itemText), '');
  return lines.join('\n');
}

function itemText({ displayCode, kind, long, words: changed }: ChangeItem): string {
  const told = (changed ?? [])
    .map(({ kind: part, text }) =>
      part === 'same' ? text : part === 'removed' ? `[-${text}-]` : `{+${text}+}`,
    )
    .join('');
  return `${displayCode.padEnd(8)} ${changeWords[kind].padEnd(26)} ${told || (long.after ?? long.before ?? '')}`;
}
