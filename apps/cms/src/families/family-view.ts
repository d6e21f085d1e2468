import type { FamilyCode } from '@plaincode/code-sets';
import type { Block } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { textOf } from '../collections/explanations/content-of.ts';
import { familyFacts } from '../workflow/families/family-facts.ts';
import { familyTemplate } from '../workflow/families/family-template.ts';
import { familyFinder } from '../workflow/families/nearest-family.ts';
import { fullValue, type Slot } from '../workflow/families/slot.ts';
import { readinessWords } from '../workflow/readiness/slots.ts';
import { stateLabels } from '../workflow/states.ts';
import { type FamilyOfText, familyOfText } from './family-of-text.ts';

/** How a code of the family stands to the text. */
export type Standing = 'inherits' | 'own' | 'other';

export interface FamilyRow {
  code: string;
  displayCode: string;
  descriptor: string;
  standing: Standing;
  /** The nearer code whose family text it reads, as people write it; null elsewhere. */
  nearer: string | null;
  /** A line of its own at the desk, whether or not readers see it. */
  line: { id: string; stateLabel: string } | null;
}

export interface FamilyView {
  edition: { id: string; label: string };
  /** The code that the text was written for. */
  root: string;
  counts: Record<Standing, number>;
  rows: FamilyRow[];
  found: number;
  page: number;
  pages: number;
  /** What the chosen code will read, with the words that the slots got; `lacks` says why it cannot. */
  chosen: {
    code: string;
    displayCode: string;
    descriptor: string;
    title: string | null;
    body: Block[];
    lacks: string[];
  } | null;
  /** The values that each source finds among the codes that read the text. */
  values: Record<Slot['source'], { value: string; said: string; codes: number; example: string }[]>;
}

export interface FamilyAsked {
  page: number;
  /** Words of the code or its descriptor. */
  q: string;
  /** The code whose text is shown; null for the first one listed. */
  code: string | null;
}

const rowsToAPage = 20;

/** What each code of a text's family reads. Null while the code or its edition is not known. */
export async function familyView(
  req: PayloadRequest,
  doc: Explanation,
  asked: FamilyAsked,
): Promise<FamilyView | null> {
  const { codeKey, edition, content } = await textOf(doc, req);
  const family = codeKey === '' ? null : await familyOfText(req.payload, codeKey, edition);
  if (!family) return null;
  const standing = standings(family);
  const wanted = asked.q.trim().toLowerCase();
  const found = family.codes.filter(({ displayCode, code, longDescriptor }) =>
    `${displayCode} ${code} ${longDescriptor}`.toLowerCase().includes(wanted),
  );
  const pages = Math.max(1, Math.ceil(found.length / rowsToAPage));
  const page = Math.min(asked.page, pages);
  const listed = found.slice((page - 1) * rowsToAPage, page * rowsToAPage);
  const lines = await linesOf(req, doc, listed);
  const chosen = family.codes.find(({ code }) => code === asked.code) ?? listed[0];
  const counts = { inherits: 0, own: 0, other: 0 };
  for (const code of family.codes) counts[standing(code).standing] += 1;
  return {
    edition: { id: family.edition.id, label: family.edition.label },
    root: family.codes[0].code,
    counts,
    rows: listed.map((code) => ({
      code: code.code,
      displayCode: code.displayCode,
      descriptor: code.longDescriptor,
      ...standing(code),
      line: lines.get(code.code) ?? null,
    })),
    found: found.length,
    page,
    pages,
    chosen: chosen ? readBy(chosen, family, content) : null,
    values: valuesFound(family),
  };
}

function standings({ codes, tree, own }: FamilyOfText) {
  const [root] = codes;
  const shown = new Map(codes.map(({ code, displayCode }) => [code, displayCode]));
  const find = familyFinder(tree.parentOf, (code) => (code === root.code ? 'family' : own(code)));
  return ({ code }: FamilyCode): Pick<FamilyRow, 'standing' | 'nearer'> => {
    const from = code === root.code ? root.code : find(code);
    if (from === root.code) return { standing: 'inherits', nearer: null };
    return from === null
      ? { standing: 'own', nearer: null }
      : { standing: 'other', nearer: shown.get(from) ?? from };
  };
}

async function linesOf(
  req: PayloadRequest,
  doc: Explanation,
  codes: readonly FamilyCode[],
): Promise<Map<string, FamilyRow['line']>> {
  const keys = codes.map(({ code }) => `${doc.codeSet}/${code}`);
  const { docs } = await req.payload.find({
    collection: 'explanations',
    where: { codeKey: { in: keys }, id: { not_equals: doc.id } },
    draft: true,
    depth: 0,
    pagination: false,
    sort: 'appliesFrom',
    select: { code: true, state: true },
  });
  return new Map(
    docs.map(({ id, code, state }) => [code ?? '', { id, stateLabel: stateLabels[state ?? 'draft'] }]),
  );
}

function readBy(
  code: FamilyCode,
  { valuesOf }: FamilyOfText,
  content: Parameters<typeof familyTemplate>[0],
): FamilyView['chosen'] {
  const filled = familyTemplate(content).fill(valuesOf(code));
  const { displayCode, longDescriptor: descriptor } = code;
  return {
    code: code.code,
    displayCode,
    descriptor,
    title: filled.ok ? filled.content.plainTitle : null,
    body: filled.ok ? filled.content.body : [],
    lacks: filled.ok ? [] : readinessWords(filled),
  };
}

/** As the slot table names them: a character that means several things once by itself, and once for each meaning. */
function valuesFound({ readers, valuesOf }: FamilyOfText): FamilyView['values'] {
  const { found } = familyFacts(readers, valuesOf);
  const entries = Object.entries(found).map(([source, values]) => {
    const meanings = Map.groupBy(values, ({ value }) => value?.key ?? '');
    const rows = values.flatMap(({ value, codes, example }) => {
      const said = value?.said ?? '';
      const several = value !== null && (meanings.get(value.key)?.length ?? 0) > 1;
      return [{ value: several ? fullValue(value) : (value?.key ?? ''), said, codes, example }];
    });
    return [source, rows.sort((a, b) => (a.value < b.value ? -1 : Number(a.value > b.value)))] as const;
  });
  return Object.fromEntries(entries) as FamilyView['values'];
}
