import type { ChangeCounts, ChangeItem } from '@plaincode/code-sets';
import { count } from './progress.ts';

interface Names {
  set: string;
  from: { label: string; id: string };
  to: { label: string; id: string };
  billable: boolean;
}

const words: Record<string, string> = {
  added: 'added',
  deleted: 'deleted',
  becameHeader: 'became headers',
  becameBillable: 'became billable',
  longRevised: 'long descriptors revised',
  shortRevised: 'short descriptors revised',
  mediumRevised: 'medium descriptors revised',
  terminated: 'newly terminated',
  dropped: 'dropped without notice',
  reinstated: 'reinstated',
  indicatorChanged: 'with changed indicators',
  notesChanged: 'with changed notes',
  datesChanged: 'with changed dates',
  parentChanged: 'with another parent',
};

/** A change set for a person: the counts, then a line for each item. */
export function diffText(
  { set, from, to, billable }: Names,
  counts: ChangeCounts,
  items: readonly ChangeItem[],
): string {
  const which = billable ? ', codes valid for submission' : '';
  const lines = [`${set}: ${from.label} (${from.id}) to ${to.label} (${to.id})${which}`];
  for (const [kind, number] of Object.entries(counts))
    if (number > 0) lines.push(`  ${count(number).padStart(7)} ${words[kind] ?? kind}`);
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
  return `${displayCode.padEnd(8)} ${(words[kind] ?? kind).padEnd(26)} ${told || (long.after ?? long.before ?? '')}`;
}
