import { decodeIndicators, diffWords, type WordPiece } from '@plaincode/code-sets';
import type { SectionData, SectionId } from '@plaincode/content-schemas';
import type { Payload } from 'payload';
import { sectionData, setFacts } from '../export/section-data/index.ts';
import type { CodeRow } from '../imports/code-row.ts';
import { type HeldEdition, heldEditions } from '../imports/held-editions.ts';
import { withNames } from '../names/text-names.ts';
import { sectionTitles } from '../workflow/sections.ts';
import { type LaterRow, laterRows, standingLines } from './editions-of-line.ts';
import { factsOfCode } from './facts-of-code.ts';
import { type NoticeToPrint, noticesToPrint } from './notices-to-print.ts';
import { ancestorRows, neighbourRows, rowAt, rowsOfCodes } from './rows-of-codes.ts';
import { textStates } from './text-states.ts';

/** Another code, and where its own explanation stands; null where nobody has begun one. */
export interface CodeNear {
  code: string;
  displayCode: string;
  descriptor: string;
  text: { state: string; explanation: string } | null;
}

export interface LaterEdition {
  label: string;
  present: boolean;
  /** What the descriptor says differently, word by word; null where it says the same, or where the code is not there. */
  words: WordPiece[] | null;
}

/** What an editor needs to see of a code while writing about it. */
export interface CodeBeside {
  /** `ICD-10-CM S52.5`. */
  name: string;
  displayCode: string;
  /** The edition that was asked for, or the newest where it is not held. */
  edition: { id: string; label: string };
  present: boolean;
  billable: boolean | null;
  descriptor: string;
  shortDescriptor: string | null;
  dates: CodeRow['dates'];
  /** Word by word against the edition before; null where that one says the same or holds no such code. */
  change: { from: string; words: WordPiece[] } | null;
  isNew: boolean;
  /** The later editions at which readers read a text of this one too, and find another official row. */
  later: LaterEdition[];
  indicators: { name: string; value: string; meaning: string | null; historical: boolean }[];
  ancestors: CodeNear[];
  before: CodeNear[];
  after: CodeNear[];
  data: { section: string; items: SectionData[]; source: string }[];
  notices: NoticeToPrint[];
}

/** Null where no held edition of the set ever had the code. */
export async function codeBeside(
  payload: Payload,
  asked: { codeSet: string; code: string; edition: string | null },
): Promise<CodeBeside | null> {
  const { codeSet, code } = asked;
  const held = await heldEditions(payload, codeSet);
  const edition = held.find(({ id }) => id === asked.edition) ?? held.at(-1);
  if (!edition) return null;
  const spans = (await rowsOfCodes(payload, held, { code: { equals: code } })).get(code) ?? [];
  const now = rowAt(spans, edition);
  const row = now ?? spans.findLast(({ present }) => present);
  if (!row) return null;
  const place = { codeKey: `${codeSet}/${code}`, edition: edition.id };
  const [[named], lines, above, near, data, notices] = await Promise.all([
    withNames(payload, [place]),
    standingLines(payload, [place]),
    ancestorRows(payload, held, edition, row),
    neighbourRows(payload, held, edition, row),
    dataOf(payload, row, edition),
    noticesToPrint(payload, codeSet, edition.id),
  ]);
  const states = await textStates(
    payload,
    codeSet,
    [...above, ...near.before, ...near.after].map((one) => one.code),
  );
  const nearOf = (one: CodeRow): CodeNear => ({
    code: one.code,
    displayCode: one.displayCode,
    descriptor: one.longDescriptor,
    text: states.get(one.code) ?? null,
  });
  return {
    name: named?.name ?? row.displayCode,
    displayCode: row.displayCode,
    edition: { id: edition.id, label: edition.label },
    present: now !== null,
    billable: row.billable,
    descriptor: row.longDescriptor,
    shortDescriptor: row.shortDescriptor,
    dates: row.dates,
    ...changeOf(spans, now, held, edition),
    later: [...lines.values()].flatMap(laterRows).map(laterEdition),
    indicators: decodeIndicators(row.indicators).map(({ name, value, meaning, historical }) => ({
      name,
      value,
      meaning,
      historical,
    })),
    ancestors: above.map(nearOf),
    before: near.before.map(nearOf),
    after: near.after.map(nearOf),
    data,
    notices,
  };
}

function changeOf(
  spans: readonly CodeRow[],
  now: CodeRow | null,
  held: readonly HeldEdition[],
  edition: HeldEdition,
): Pick<CodeBeside, 'change' | 'isNew'> {
  const former = held[held.indexOf(edition) - 1];
  if (!former || !now) return { change: null, isNew: false };
  const before = rowAt(spans, former);
  if (!before) return { change: null, isNew: true };
  if (before.longDescriptor === now.longDescriptor) return { change: null, isNew: false };
  const words = diffWords(before.longDescriptor, now.longDescriptor);
  return { change: { from: former.label, words }, isNew: false };
}

function laterEdition({ edition: { label }, before, row }: LaterRow): LaterEdition {
  const [was, is] = [before?.longDescriptor ?? '', row?.longDescriptor ?? ''];
  return { label, present: row !== null, words: row === null || was === is ? null : diffWords(was, is) };
}

/** What the sources beside the release say, as the sections of the page will show it. */
async function dataOf(payload: Payload, row: CodeRow, edition: HeldEdition): Promise<CodeBeside['data']> {
  const facts = await factsOfCode(
    payload,
    { id: row.codeSet, rightsHolder: row.codeSet },
    row.code,
    edition.effective,
  );
  const bySection = sectionData(
    setFacts(facts, () => null, edition.effective),
    {
      code: row.code,
      codeType: row.codeType,
      indicators: decodeIndicators(row.indicators),
      table: null,
      file: 'file',
    },
  );
  return Object.entries(bySection).flatMap(([id, items]) =>
    items.length === 0 ? [] : [{ section: sectionTitles[id as SectionId], items, source: edition.label }],
  );
}
