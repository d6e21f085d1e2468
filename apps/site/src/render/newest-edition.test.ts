import type { CodeSetEdition, EditionKind } from '@plaincode/content-schemas';
import { expect, test } from 'vitest';
import { newestEdition } from './newest-edition.ts';

const edition = (codeSet: string, kind: EditionKind, effective: string): CodeSetEdition => ({
  id: `${codeSet}-${effective}`,
  codeSet,
  kind,
  effective,
  label: effective.slice(0, 4),
  published: null,
});
const standing = (of: CodeSetEdition) => ({ edition: of, change: null, held: true, billable: null });

test.each([
  ['icd-10-cm', 'annual', '2024-10-01', '2025-10-01'],
  ['icd-10-cm', 'mid-year', '2025-04-01', '2025-10-01'],
  ['cpt', 'annual', '2026-01-01', '2027-01-01'],
  ['hcpcs', 'annual', '2026-01-01', '2026-04-01'],
  ['hcpcs', 'quarterly', '2025-10-01', '2026-01-01'],
] as const)('the one after %s, %s, of %s is due on %s', (codeSet, kind, effective, due) => {
  const held = edition(codeSet, kind, effective);
  expect(newestEdition({ edition: held, history: [standing(held)] })).toEqual({
    label: effective.slice(0, 4),
    from: effective,
    due,
  });
});

test('an edition that is held ahead of its day is the newest, one that changed nothing as well', () => {
  const [now, next] = [
    edition('icd-10-cm', 'annual', '2025-10-01'),
    edition('icd-10-cm', 'annual', '2026-10-01'),
  ];
  expect(newestEdition({ edition: now, history: [standing(next), standing(now)] }).label).toBe('2026');
  expect(newestEdition({ edition: next, history: [standing(now)] }).label).toBe('2026');
});
