import type { CodeRecord } from '../code-record.ts';

/**
 * Puts records in their place among those of an edition, whose order stays: each before the first record of
 * its type whose code comes after it, else behind the last one of its type. Without any of its type,
 * modifiers stand first and procedures last, as in the official file. Linear in the edition's size.
 */
export function insertInOrder(records: CodeRecord[], added: CodeRecord[]): CodeRecord[] {
  if (added.length === 0) return [...records];
  const byType = new Map<CodeRecord['codeType'], CodeRecord[]>();
  for (const record of added) {
    const queue = byType.get(record.codeType) ?? [];
    queue.push(record);
    byType.set(record.codeType, queue);
  }
  for (const queue of byType.values()) queue.sort((one, other) => (one.code < other.code ? -1 : 1));
  const last = new Map(records.map(({ codeType }, index) => [codeType, index]));
  const ordered: CodeRecord[] = [...(last.has('modifier') ? [] : take(byType, 'modifier', null))];
  for (const [index, record] of records.entries()) {
    ordered.push(...take(byType, record.codeType, record.code), record);
    if (last.get(record.codeType) === index) ordered.push(...take(byType, record.codeType, null));
  }
  for (const type of byType.keys()) ordered.push(...take(byType, type, null));
  return ordered;
}

/** Takes the waiting records of a type whose codes come before one; all of them where none is given. */
function take(
  byType: Map<CodeRecord['codeType'], CodeRecord[]>,
  type: CodeRecord['codeType'],
  before: string | null,
): CodeRecord[] {
  const queue = byType.get(type);
  const [next] = queue ?? [];
  if (queue === undefined || next === undefined || (before !== null && next.code > before)) return [];
  const end = before === null ? -1 : queue.findIndex(({ code }) => code > before);
  return queue.splice(0, end < 0 ? queue.length : end);
}
