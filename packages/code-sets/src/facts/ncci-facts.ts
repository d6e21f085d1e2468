import type { NcciSetting } from '../ncci/edition.ts';
import type { MueValue } from '../ncci/mue.ts';
import type { PtpEdit } from '../ncci/ptp.ts';
import type { Fact, FactKind, PtpEditOf } from './facts.ts';

export type PtpFactKind = Extract<FactKind, `ncci-ptp-${string}`>;
export type MueFactKind = Extract<FactKind, `mue-${string}`>;

export const ptpFactKind: Record<NcciSetting, PtpFactKind | null> = {
  practitioner: 'ncci-ptp-practitioner',
  'outpatient-hospital': 'ncci-ptp-outpatient',
  'dme-supplier': null,
};

export const mueFactKind: Record<NcciSetting, MueFactKind> = {
  practitioner: 'mue-practitioner',
  'outpatient-hospital': 'mue-outpatient',
  'dme-supplier': 'mue-dme',
};

/** One fact for each code of the set that stands in a pair, in whichever column. */
export function ptpFacts(edits: readonly PtpEdit[], belongs: (code: string) => boolean): Fact<PtpFactKind>[] {
  const byCode = new Map<string, PtpEditOf[]>();
  const add = (code: string, other: string, column: 1 | 2, edit: PtpEdit) => {
    if (!belongs(code)) return;
    const { effective, deletion, modifier, rationale } = edit;
    const known = byCode.get(code);
    const one = { other, column, effective, deletion, modifier, rationale };
    if (known) known.push(one);
    else byCode.set(code, [one]);
  };
  for (const edit of edits) {
    add(edit.column1, edit.column2, 1, edit);
    add(edit.column2, edit.column1, 2, edit);
  }
  // The parts of a table may be given in any order, which is no difference.
  for (const some of byCode.values()) some.sort(byOther);
  return [...byCode].map(([code, some]) => ({ code, content: { edits: some } }));
}

function byOther(a: PtpEditOf, b: PtpEditOf): number {
  const [one, two] = [a, b].map(({ column, other, effective }) => `${column} ${other} ${effective}`);
  return (one ?? '') < (two ?? '') ? -1 : 1;
}

export function mueFacts(
  values: readonly MueValue[],
  belongs: (code: string) => boolean,
): Fact<MueFactKind>[] {
  return values
    .filter(({ code }) => belongs(code))
    .map(({ code, value, adjudication, rationale }) => ({
      code,
      content: { value, adjudication, rationale },
    }));
}
