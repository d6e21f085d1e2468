import { type FactKind, factKindNames, type MueFact, type PtpEditOf } from '@plaincode/code-sets';
import type { Inline, SectionData } from '@plaincode/content-schemas';
import { dayInWords } from '../../day-in-words.ts';
import { codeText, type PathOf } from './code-text.ts';
import type { FactsInForce } from './facts-in-force.ts';
import { listOf, richTextOf, strongLine, text } from './rich-text.ts';

const pairKinds = ['ncci-ptp-practitioner', 'ncci-ptp-outpatient'] as const satisfies FactKind[];
const unitKinds = ['mue-practitioner', 'mue-outpatient', 'mue-dme'] as const satisfies FactKind[];

/** Pairs that a page lists; the rest is counted. */
const mostPairs = 120;

const modifierWords: Record<PtpEditOf['modifier'], string> = {
  '0': 'no modifier allowed',
  '1': 'a modifier is allowed',
  '9': 'modifier does not apply',
};

const adjudicationWords: Record<MueFact['adjudication'], string> = {
  '1': 'per claim line',
  '2': 'per date of service, by policy',
  '3': 'per date of service, by clinical judgment',
};

/** The edits of the National Correct Coding Initiative on a code: pairs, then units. */
export function ncciEdits(code: string, facts: FactsInForce, pathOf: PathOf): SectionData[] {
  return [...pairs(code, facts, pathOf), ...units(code, facts)];
}

function pairs(code: string, facts: FactsInForce, pathOf: PathOf): SectionData[] {
  return pairKinds.flatMap((kind) => {
    const held = facts[kind];
    const edits = (held?.byCode.get(code)?.edits ?? []).toSorted(inForceFirst);
    const body = richTextOf(
      ([1, 2] as const).flatMap((column) => {
        const list = listOf(
          edits.filter((edit) => edit.column === column).map((edit) => pairItem(edit, pathOf)),
          mostPairs,
        );
        const name =
          column === 1
            ? 'This code in column 1; not paid beside it:'
            : 'This code in column 2; it is not paid beside:';
        return list ? [strongLine(name), list] : [];
      }),
    );
    return held && body
      ? [{ title: `${factKindNames[kind]}, ${held.label}`, historical: false, body, source: held.source.id }]
      : [];
  });
}

/** Tables keep pairs that ended long ago; they must not crowd out those that hold, if only to a day ahead. */
function inForceFirst(a: PtpEditOf, b: PtpEditOf): number {
  const [end, other] = [a.deletion ?? never, b.deletion ?? never];
  if (end === other) return 0;
  return end < other ? 1 : -1;
}

const never = '9999-12-31';

function pairItem(edit: PtpEditOf, pathOf: PathOf): Inline[] {
  const from = dayInWords(edit.effective);
  const days = edit.deletion ? `${from} to ${dayInWords(edit.deletion)}` : `since ${from}`;
  const rationale = edit.rationale ? `; ${edit.rationale}` : '';
  return [
    codeText(edit.other, edit.other, pathOf),
    text(`: ${modifierWords[edit.modifier]}, ${days}${rationale}`),
  ];
}

function units(code: string, facts: FactsInForce): SectionData[] {
  return unitKinds.flatMap((kind) => {
    const held = facts[kind];
    const fact = held?.byCode.get(code);
    if (!held || !fact) return [];
    const rationale = fact.rationale ? `. Rationale: ${fact.rationale}` : '';
    const words = `At most ${fact.value} ${fact.value === 1 ? 'unit' : 'units'} ${adjudicationWords[fact.adjudication]}${rationale}`;
    return [
      {
        title: `${factKindNames[kind]}, ${held.label}`,
        historical: false,
        body: [{ type: 'paragraph' as const, content: [text(words)] }],
        source: held.source.id,
      },
    ];
  });
}
