import type { CodeLink } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import type { HeldEdition } from '../imports/held-editions.ts';
import { changeLists } from './change-lists.ts';
import type { CodeEntry } from './code-entry.ts';

const edition = (effective: string, label: string): HeldEdition => ({
  id: `set-${effective}`,
  codeSet: 'set',
  label,
  kind: 'annual',
  published: null,
  effective,
  sequence: Number(effective.replaceAll('-', '')),
  sample: false,
  imports: [
    {
      id: effective,
      kind: 'codes',
      fileName: 'codes.txt',
      member: null,
      sha256: 'x',
      imported: '',
      sequence: 1,
    },
  ],
});
const older = edition('2024-10-01', '2025');
const newer = edition('2025-10-01', '2026');

const entry = (code: string, at: HeldEdition, change: CodeEntry['change']) =>
  ({ code, history: [{ edition: at, change, held: true, billable: null }] }) as unknown as CodeEntry;
const linkOf = (code: string): CodeLink => ({
  path: `/set/${code}/`,
  displayCode: code,
  title: code,
  state: 'active',
});
const codeSet = { id: 'set', name: 'The Set', shortName: 'Set', rightsHolder: 'holder', licensed: false };
const { imports: _i, sample: _s, sequence: _q, ...inForce } = newer;
const listsOf = (entries: CodeEntry[]) =>
  changeLists({ codeSet, inForce, notices: [], relations: { linkOf }, entries });

describe('changeLists', () => {
  it('gives each edition that did something its page, the newest first', () => {
    const { groups, pages } = listsOf([
      entry('A1', older, 'added'),
      entry('A2', newer, 'deleted'),
      entry('A3', newer, 'added'),
      entry('A4', newer, null),
    ]);
    expect(groups.map(({ path, label, codes }) => [path, label, codes])).toEqual([
      ['/set/changes/2025-10-01/', '2026', 2],
      ['/set/changes/2024-10-01/', '2025', 1],
    ]);
    expect(pages.map(({ path }) => path)).toEqual([
      '/set/changes/2025-10-01/',
      '/set/changes/2025-10-01/new/',
      '/set/changes/2025-10-01/deleted/',
      '/set/changes/2024-10-01/',
      '/set/changes/2024-10-01/new/',
    ]);
    expect(pages[1]).toMatchObject({
      title: 'Set codes new in 2026',
      entries: [{ path: '/set/A3/' }],
      ancestors: [{ path: '/set/' }, { path: '/set/changes/2025-10-01/', label: 'Changes in 2026' }],
    });
  });

  it('parts a list that is too long, and loses no code', () => {
    const codes = Array.from({ length: 450 }, (_, at) => `A${String(at).padStart(3, '0')}`);
    const { pages } = listsOf(codes.map((code) => entry(code, newer, 'added')));
    for (const page of pages) expect(page.entries.length + page.groups.length).toBeLessThanOrEqual(200);
    expect(pages.flatMap(({ entries }) => entries.map(({ displayCode }) => displayCode))).toEqual(codes);
    const paths = new Set(pages.map(({ path }) => path));
    for (const { path } of pages.flatMap(({ groups }) => groups)) expect(paths).toContain(path);
  });
});
