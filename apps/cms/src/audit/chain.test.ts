import { describe, expect, it } from 'vitest';
import { type AuditRow, auditOrigin, nextRow } from './chain.ts';
import { breakOf } from './verify-chain.ts';

const said = (subject: string) => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'a1',
  actorName: 'Anna',
  action: 'text-approved',
  subject,
  details: { contentHash: 'f00', edition: 'hcpcs-2026-01-01' },
});

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let at = 0; at < length; at++) rows.push(nextRow(rows.at(-1) ?? null, said(`hcpcs/J900${at}`)));
  return rows;
}

function firstBreak(rows: readonly AuditRow[]) {
  let before: AuditRow | null = null;
  for (const row of rows) {
    const broken = breakOf(before, row);
    if (broken) return [broken.kind, broken.sequence];
    before = row;
  }
  return null;
}

describe('the chain of the audit log', () => {
  it('begins at a fixed origin and holds', () => {
    const rows = chain(4);
    expect(rows[0]?.previousHash).toBe(auditOrigin);
    expect(firstBreak(rows)).toBeNull();
  });

  it('has one hash whatever the order of the keys in the details', () => {
    const { details, ...rest } = said('x');
    const turned = Object.fromEntries(Object.entries(details).reverse());
    expect(nextRow(null, { ...rest, details: turned }).hash).toBe(nextRow(null, said('x')).hash);
  });

  const fields = {
    at: '2026-01-02T00:00:00.000Z',
    actor: null,
    actorName: 'Mallory',
    action: 'text-submitted',
    subject: 'hcpcs/J9999',
    details: null,
  };
  it.each(Object.entries(fields))('shows a change of "%s"', (field, value) => {
    const rows = chain(4);
    rows[1] = { ...(rows[1] as AuditRow), [field]: value };
    expect(firstBreak(rows)).toEqual(['changed', 2]);
  });

  it('shows a row that was written anew with a hash that fits', () => {
    const rows = chain(4);
    rows[1] = nextRow(rows[0] ?? null, said('hcpcs/J9999'));
    expect(firstBreak(rows)).toEqual(['out-of-order', 3]);
  });

  it('shows a row that is missing, inside and at the beginning', () => {
    const rows = chain(4);
    expect(firstBreak(rows.filter(({ sequence }) => sequence !== 2))).toEqual(['missing', 2]);
    expect(firstBreak(rows.slice(1))).toEqual(['missing', 1]);
  });

  it('shows two rows that follow the same one', () => {
    const rows = chain(3);
    const twin = nextRow(rows[0] ?? null, said('hcpcs/J9999'));
    expect(firstBreak([...rows.slice(0, 2), twin])).toEqual(['forked', 2]);
    const later = nextRow({ sequence: 2, hash: rows[0]?.hash ?? '' }, said('hcpcs/J9999'));
    expect(firstBreak([...rows.slice(0, 2), later])).toEqual(['forked', 3]);
  });

  it('shows rows that changed places', () => {
    const [first, second, third] = chain(3);
    if (!first || !second || !third) throw new Error('three rows');
    expect(firstBreak([first, { ...third, sequence: 2 }, { ...second, sequence: 3 }])).toEqual([
      'changed',
      2,
    ]);
  });
});
