import type { MadeHcpcs } from '../../imports/testing/made-files.ts';
import type { TestDesk } from '../../testing/open-test-desk.ts';
import { bringHcpcs } from './made-updates.ts';

export const drug = (code: string, dose = '1 mg'): MadeHcpcs => ({
  code,
  long: `Injection, drug ${code}, ${dose}`,
  short: code,
});
export const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `J${String(index + 1).padStart(4, '0')}`);

export const april = numbered(9).map((code) => drug(code));
/** Of April's, six are reworded, J0008 left, and J0010 is new. */
export const july = [
  ...numbered(6).map((code) => drug(code, '10 mg')),
  drug('J0007'),
  drug('J0009'),
  drug('J0010'),
];

export const firstEdition = 'hcpcs-2025-04-01';
export const secondEdition = 'hcpcs-2025-07-01';
export const bringApril = (desk: TestDesk) => bringHcpcs(desk, 'HCPC2025_APR_ANWEB.txt', april);
export const bringJuly = (desk: TestDesk, rows = july, name = 'HCPC2025_JUL_ANWEB.txt') =>
  bringHcpcs(desk, name, rows);

/** Settles items as steps would have. */
export const settle = ({ payload }: TestDesk, ids: readonly string[], data: Record<string, unknown>) =>
  Promise.all(
    ids.map((id) =>
      payload.update({
        collection: 'work-items',
        id,
        data: { state: 'done', settledAt: '2025-06-01T00:00:00.000Z', ...data },
      }),
    ),
  );
