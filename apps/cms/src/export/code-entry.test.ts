import { describe, expect, it } from 'vitest';
import type { CodeRow } from '../imports/code-row.ts';
import type { HeldEdition } from '../imports/held-editions.ts';
import { codeEntry, isInEdition } from './code-entry.ts';
import { editionInForce } from './edition-in-force.ts';

function edition(effective: string): HeldEdition {
  const sequence = Number(effective.replaceAll('-', '')) * 100;
  const file = {
    id: effective,
    kind: 'codes',
    fileName: `${effective}.txt`,
    member: null,
    sha256: 'x',
    imported: '',
    sequence: 1,
  };
  return {
    id: `set-${effective}`,
    codeSet: 'set',
    label: effective,
    kind: 'annual',
    published: null,
    effective,
    sequence,
    sample: false,
    imports: [file],
  };
}

const held = [edition('2023-10-01'), edition('2024-10-01'), edition('2025-10-01')];
const timeline = (today = '2026-01-01') => ({
  held,
  inForce: editionInForce(held, today) ?? edition('1900-01-01'),
  today,
});

function row(at: number, change: Partial<CodeRow> = {}): CodeRow {
  const { id = '', sequence = 0 } = held[at] ?? {};
  const content = {
    code: 'A1',
    displayCode: 'A1',
    codeType: 'diagnosis',
    billable: true,
    parent: null,
    shortDescriptor: null,
    mediumDescriptor: null,
    longDescriptor: 'Words',
    dates: { added: null, effective: null, terminated: null },
    indicators: {},
  } as const;
  const place = {
    key: `set/${at}`,
    import: 'i',
    codeSet: 'set',
    edition: id,
    editionSequence: sequence,
    importSequence: at,
  };
  return { ...content, ...place, present: true, contentHash: `${at}`, ...change };
}

describe('codeEntry', () => {
  it('carries an old row forward as unchanged', () => {
    expect(codeEntry([row(0)], timeline())).toMatchObject({
      change: null,
      status: { state: 'active', since: null },
      source: held[2],
    });
  });

  it.each([
    ['added', [row(2)]],
    ['revised', [row(0), row(2, { longDescriptor: 'Other words' })]],
    ['became-header', [row(0), row(2, { billable: false })]],
    ['became-billable', [row(0, { billable: false }), row(2)]],
    ['terminated', [row(0), row(2, { dates: { added: null, effective: null, terminated: '2025-12-31' } })]],
    ['deleted', [row(0), row(2, { present: false })]],
  ] as const)('says %s of what this edition did', (change, rows) => {
    expect(codeEntry(rows, timeline())?.change).toBe(change);
  });

  it('says nothing of a change of indicators alone, or of a row that repairs', () => {
    expect(codeEntry([row(0), row(2, { indicators: { coverage: 'D' } })], timeline())?.change).toBeNull();
    expect(codeEntry([row(0), row(2, { contentHash: '0' })], timeline())?.change).toBeNull();
  });

  it('keeps every wording with the first edition that has it, the newest first', () => {
    const other = { longDescriptor: 'Other words' };
    const entry = codeEntry([row(0), row(1, { indicators: { a: 'b' } }), row(2, other)], timeline());
    expect(entry?.wordings).toMatchObject([
      { row: other, edition: held[2] },
      { row: { longDescriptor: 'Words' }, edition: held[0] },
    ]);
  });

  it('says of a row that a correction replaced what the correction says', () => {
    const corrected = row(2, { longDescriptor: 'Corrected', importSequence: 9, contentHash: 'c' });
    const entry = codeEntry([row(0), row(2, { longDescriptor: 'Slip' }), corrected], timeline());
    expect(entry?.wordings.map((one) => one.row.longDescriptor)).toEqual(['Corrected', 'Words']);
  });

  it('keeps what each edition did, down to the earliest that is held', () => {
    const rows = [row(1, { billable: true }), row(2, { billable: false })];
    expect(codeEntry(rows, timeline())?.history).toEqual([
      { edition: held[2], change: 'became-header', held: true, billable: false },
      { edition: held[1], change: 'added', held: true, billable: true },
      { edition: held[0], change: null, held: false, billable: null },
    ]);
    const deleted = codeEntry([row(0), row(2, { present: false })], timeline());
    expect(deleted?.history).toEqual([
      { edition: held[2], change: 'deleted', held: false, billable: null },
      { edition: held[0], change: null, held: true, billable: true },
    ]);
  });

  it('cites the last edition that held a deleted code', () => {
    const entry = codeEntry([row(0), row(2, { present: false, longDescriptor: 'copied' })], timeline());
    expect(entry).toMatchObject({
      row: { longDescriptor: 'Words' },
      source: held[1],
      status: { state: 'deleted', since: '2025-10-01' },
    });
    expect(codeEntry([row(0), row(1, { present: false })], timeline())).toMatchObject({
      change: null,
      source: held[0],
    });
  });

  it('shows a code that came back as added', () => {
    expect(codeEntry([row(0), row(1, { present: false }), row(2)], timeline())).toMatchObject({
      change: 'added',
      status: { state: 'active' },
    });
  });

  it('takes the later import of one edition', () => {
    const again = row(2, { importSequence: 9, longDescriptor: 'Posted again' });
    expect(codeEntry([again, row(2, { longDescriptor: 'First' }), row(0)], timeline())?.row).toBe(again);
  });

  it('tells what has ended and what has not begun', () => {
    const dated = (dates: Partial<CodeRow['dates']>) =>
      codeEntry([row(2, { dates: { added: null, effective: null, terminated: null, ...dates } })], timeline())
        ?.status;
    expect(dated({ terminated: '2025-12-31' })).toEqual({ state: 'terminated', since: '2025-12-31' });
    expect(dated({ terminated: '2026-01-01' })?.state).toBe('active');
    expect(dated({ added: '2026-04-01' })).toEqual({ state: 'upcoming', since: '2026-04-01' });
    expect(codeEntry([row(0)], timeline('2020-01-01'))?.status).toEqual({
      state: 'upcoming',
      since: '2023-10-01',
    });
  });

  it('tells of an edition that is shown ahead of its day only what it brings', () => {
    const ahead = { ...timeline(), today: '2025-09-01' };
    expect(codeEntry([row(0), row(2, { longDescriptor: 'Reworded' })], ahead)?.status.state).toBe('active');
    expect(codeEntry([row(0)], ahead)?.status.state).toBe('active');
    expect(codeEntry([row(2)], ahead)?.status).toEqual({ state: 'upcoming', since: '2025-10-01' });
    const cameBack = [row(0), row(1, { present: false }), row(2)];
    expect(codeEntry(cameBack, ahead)?.status).toEqual({ state: 'upcoming', since: '2025-10-01' });
  });

  it('keeps a code in force that an edition ahead of its day leaves out, until that day', () => {
    const ahead = { ...timeline(), today: '2025-09-30' };
    const leaving = [row(0), row(2, { present: false })];
    expect(codeEntry(leaving, ahead)).toMatchObject({
      status: { state: 'leaving', since: '2025-10-01' },
      ahead: '2025-10-01',
      source: held[1],
    });
    expect(codeEntry(leaving, { ...ahead, today: '2025-10-01' })).toMatchObject({
      status: { state: 'deleted', since: '2025-10-01' },
      ahead: null,
    });
    const terminated = row(0, { dates: { added: null, effective: null, terminated: '2024-12-31' } });
    expect(codeEntry([terminated, row(2, { present: false })], ahead)?.status.state).toBe('terminated');
    const gone = [row(0), row(1, { present: false })];
    expect(codeEntry(gone, ahead)?.status).toEqual({ state: 'deleted', since: '2024-10-01' });
  });

  it('counts what has left an edition out of it from then on, whatever its day', () => {
    const ahead = { ...timeline(), today: '2025-09-30' };
    const isIn = (rows: CodeRow[]) => {
      const entry = codeEntry(rows, ahead);
      return entry && isInEdition(entry);
    };
    expect(isIn([row(0), row(2, { present: false })])).toBe(false);
    expect(isIn([row(0)])).toBe(true);
    expect(isIn([row(2)])).toBe(true);
  });

  it('says from which day a wording holds that is not in effect yet', () => {
    const ahead = { ...timeline(), today: '2025-09-30' };
    const reworded = [row(0), row(2, { longDescriptor: 'Reworded' })];
    expect(codeEntry(reworded, ahead)).toMatchObject({ ahead: '2025-10-01', wordedFrom: '2025-10-01' });
    expect(codeEntry(reworded, timeline())).toMatchObject({ ahead: null, wordedFrom: null });
    const header = [row(0), row(2, { billable: false })];
    expect(codeEntry(header, ahead)).toMatchObject({ ahead: '2025-10-01', wordedFrom: null });
    expect(codeEntry([row(2)], ahead)).toMatchObject({ wordedFrom: null });
  });
});

describe('editionInForce', () => {
  it('is the latest that has taken effect, or else the earliest', () => {
    expect(editionInForce(held, '2025-09-30')?.effective).toBe('2024-10-01');
    expect(editionInForce(held, '2025-10-01')?.effective).toBe('2025-10-01');
    expect(editionInForce(held, '2000-01-01')?.effective).toBe('2023-10-01');
    expect(editionInForce([], '2025-10-01')).toBeNull();
  });
});
