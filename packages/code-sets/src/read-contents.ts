import type { Addenda } from './addenda/addenda.ts';
import { parseAddenda } from './addenda/parse.ts';
import { readDelimited } from './container/delimited.ts';
import { readLines } from './container/lines.ts';
import type { ReleaseFile } from './container/release-file.ts';
import type { SheetRow } from './container/sheet-reader.ts';
import type { TextPart } from './container/zip.ts';
import { decideEdition } from './decide-edition.ts';
import { type Found, nameOf } from './detect.ts';
import { tellCodeSets } from './edition-names.ts';
import { conversionFacts, gemCodeSet, gemFactKind, gemFacts } from './facts/crosswalk-facts.ts';
import type { Fact, FactKind } from './facts/facts.ts';
import { indexFactKind, indexFacts } from './facts/index-facts.ts';
import { mueFactKind, mueFacts, ptpFactKind, ptpFacts } from './facts/ncci-facts.ts';
import { tabularFacts } from './facts/tabular-facts.ts';
import { parseGem } from './gems/parse.ts';
import { licensedCode } from './hcpcs/layout.ts';
import { parseSheet } from './hcpcs/parse-sheet.ts';
import { parseText } from './hcpcs/parse-text.ts';
import { parseChangeReport } from './hcpcs-change-report/parse.ts';
import { parseCorrections } from './hcpcs-corrections/parse.ts';
import { parseIndex } from './icd-10-cm-index/parse.ts';
import { parseTabular } from './icd-10-cm-tabular/parse.ts';
import { parseConversion } from './icd-10-conversion/parse.ts';
import { parseOrderFile } from './icd-10-order/parse.ts';
import { type NcciSetting, ncciSetting } from './ncci/edition.ts';
import { parseMue } from './ncci/mue.ts';
import { parsePtp } from './ncci/ptp.ts';
import type { OfficialContent } from './official-content.ts';
import { Problems, Unreadable } from './problems.ts';
import type { Given } from './read-official-file.ts';

/** What a reader is given: the file, what was found in it, and what the person says of it. */
interface Work {
  file: ReleaseFile;
  found: Found;
  /** All parts of one table; the same as `found` for everything else. */
  group: readonly Found[];
  /** The release in the same file. */
  release: Found | null;
  given: Given;
  /** Those of the whole file, and those of what was found. */
  problems: Problems;
  inside: Problems;
}

/** Reads what was found in a file. Adds every flaw to `problems`. Throws Unreadable. */
export async function readContents(
  file: ReleaseFile,
  group: readonly Found[],
  release: Found | null,
  given: Given,
  problems: Problems,
): Promise<OfficialContent[]> {
  const [found] = group;
  if (!found) return [];
  const work: Work = {
    file,
    found,
    group,
    release,
    given,
    problems,
    inside: problems.within(nameOf(found) || null),
  };
  const content = await read(work);
  return content === null ? [] : [content];
}

function read(work: Work): Promise<OfficialContent | null> {
  const { format } = work.found;
  switch (format) {
    case 'hcpcs':
    case 'icd-10-cm-order':
    case 'icd-10-pcs-order':
      return readCodes(work);
    case 'addenda':
      return readAddenda(work);
    case 'corrections':
    case 'change-report':
      return readHcpcsChanges(work);
    case 'tabular':
    case 'index':
      return readIcdXml(work);
    case 'gem':
      return readGem(work);
    case 'conversion':
      return readConversion(work);
    case 'ptp':
      return readPtp(work);
    case 'mue':
      return readMue(work);
  }
}

async function readCodes({ file, found, given, inside }: Work): Promise<OfficialContent> {
  const told =
    found.format === 'hcpcs' ? 'hcpcs' : found.format === 'icd-10-pcs-order' ? 'icd-10-pcs' : 'icd-10-cm';
  const names = namesOf(file, found);
  const codeSet = decideCodeSet(told, given, names);
  const edition = decideEdition({ codeSet, names, given: given.effective });
  const { records, dropped } = await parseCodes(found, given.keepLicensed === true, inside);
  if (records.length === 0 && !inside.any)
    inside.add('no-release-inside', 'The file holds no codes.', 'Give the file with the codes.', { line: 1 });
  return { kind: 'release', codeSet, edition, member: found.member, records, droppedLicensed: dropped };
}

async function parseCodes(found: Found, keep: boolean, problems: Problems) {
  if (found.form === 'sheet') return parseSheet(found.sheet.rows(problems), problems, keep);
  const lines = readLines(found.part.bytes());
  if (found.format === 'hcpcs') return parseText(lines, problems, keep);
  const set = found.format === 'icd-10-pcs-order' ? 'icd-10-pcs' : 'icd-10-cm';
  return { records: await parseOrderFile(lines, set, problems), dropped: 0 };
}

/** Addenda beside a release only check it: what is wrong with them does not turn the release away. */
async function readAddenda({ file, found, release, given, inside }: Work): Promise<OfficialContent | null> {
  if (found.form !== 'text') return null;
  const problems = release ? new Problems(inside.file) : inside;
  const addenda = await addendaOf(found.part, problems, release !== null);
  const told = addenda?.set ?? (release?.format === 'icd-10-pcs-order' ? 'icd-10-pcs' : 'icd-10-cm');
  const names = namesOf(file, release ?? found);
  const codeSet = decideCodeSet(told, given, names);
  const edition = decideEdition({ codeSet, names, given: given.effective });
  const whole = problems.any ? null : addenda;
  return {
    kind: 'addenda',
    codeSet,
    edition,
    member: found.member,
    addenda: whole,
    problems: release ? problems.list() : [],
  };
}

async function addendaOf(part: TextPart, problems: Problems, lenient: boolean): Promise<Addenda | null> {
  try {
    return await parseAddenda(readLines(part.bytes()), problems);
  } catch (error) {
    if (!lenient || !(error instanceof Unreadable) || error.code === 'damaged-archive') throw error;
    problems.add(error.code, error.message, error.hint, error.place);
    return null;
  }
}

async function readHcpcsChanges({ file, found, given, inside }: Work): Promise<OfficialContent | null> {
  if (found.form !== 'text') return null;
  const names = namesOf(file, found);
  const codeSet = decideCodeSet('hcpcs', given, names);
  const edition = decideEdition({ codeSet, names, given: given.effective });
  const placed = { codeSet, edition, member: found.member };
  const lines = readLines(found.part.bytes());
  return found.format === 'corrections'
    ? { kind: 'corrections', ...placed, corrections: await parseCorrections(lines, inside) }
    : { kind: 'change-report', ...placed, reported: await parseChangeReport(lines, inside) };
}

async function readIcdXml(work: Work): Promise<OfficialContent | null> {
  const { found, inside } = work;
  if (found.form !== 'xml') return null;
  if (found.format === 'tabular') {
    const list = await parseTabular(found.part, inside);
    return facts(work, 'icd-10-cm', 'tabular', tabularFacts(list), { stated: list.version });
  }
  const index = await parseIndex(found.part, inside);
  return facts(work, 'icd-10-cm', indexFactKind[index.kind], indexFacts(index), { stated: index.version });
}

async function readGem(work: Work): Promise<OfficialContent | null> {
  const { found, inside } = work;
  if (found.form !== 'text') return null;
  const mapping = await parseGem(readLines(found.part.bytes()), inside);
  return facts(work, gemCodeSet(mapping.direction), gemFactKind(mapping.direction), gemFacts(mapping));
}

async function readConversion(work: Work): Promise<OfficialContent> {
  const conversions = await parseConversion(rowsOf(work.found, work.inside), work.inside);
  return facts(work, 'icd-10-cm', 'conversion', conversionFacts(conversions));
}

async function readPtp(work: Work): Promise<OfficialContent> {
  const setting = settingOf(work, null);
  const kind = ptpFactKind[setting];
  if (kind === null) throw unknownSetting();
  const { set, belongs, keep } = rightsOf(work.given);
  const parts = work.group.map((found) => {
    const problems = work.problems.within(nameOf(found) || null);
    return { rows: rowsOf(found, problems), problems };
  });
  const { edits, droppedLicensed } = await parsePtp(parts, keep);
  return facts(work, set, kind, ptpFacts(edits, belongs), { ncci: true, droppedLicensed });
}

async function readMue(work: Work): Promise<OfficialContent> {
  const { set, belongs, keep } = rightsOf(work.given);
  const table = await parseMue(rowsOf(work.found, work.inside), work.inside, keep);
  const kind = mueFactKind[settingOf(work, table.setting)];
  const { droppedLicensed } = table;
  return facts(work, set, kind, mueFacts(table.values, belongs), { ncci: true, droppedLicensed });
}

function facts<Kind extends FactKind>(
  { file, found, given }: Work,
  told: string,
  factKind: Kind,
  some: Fact[],
  more: { stated?: string; ncci?: boolean; droppedLicensed?: number } = {},
): OfficialContent {
  const { stated = '', ncci = false, droppedLicensed = 0 } = more;
  const names = [...namesOf(file, found), stated];
  const codeSet = ncci ? told : decideCodeSet(told, given, names);
  const edition = decideEdition({ codeSet, names, given: given.effective, ncci });
  return { kind: 'facts', factKind, codeSet, edition, member: found.member, facts: some, droppedLicensed };
}

function namesOf(file: ReleaseFile, found: Found): string[] {
  return [file.name, found.member ?? '', found.form === 'sheet' ? found.sheet.name : ''];
}

function decideCodeSet(told: string, { codeSet, format }: Given, names: readonly string[]): string {
  if ((codeSet !== undefined && codeSet !== told) || format === 'cpt')
    throw new Unreadable(
      'contradicts-given',
      `The file holds ${told}, and ${codeSet ?? format ?? 'another set'} was given.`,
      'Leave --set out, or give the other file.',
      { line: 1 },
    );
  for (const name of names) refuseOtherName(name, told);
  return told;
}

/** The name tells the edition, so one that speaks of another set would give this one a wrong edition. */
function refuseOtherName(name: string, codeSet: string): void {
  const told = tellCodeSets(name);
  if (told.length === 0 || told.includes(codeSet)) return;
  throw new Unreadable(
    'contradicts-given',
    `The name "${name}" speaks of ${told.join(' and ')}, and the rows are those of ${codeSet}.`,
    'Find out which it is, and name the file after what it holds.',
    { line: 1 },
  );
}

function rowsOf(found: Found, problems: Problems): AsyncIterable<SheetRow[]> {
  return found.form === 'sheet'
    ? found.sheet.rows(problems)
    : readDelimited(readLines(found.part.bytes()), problems);
}

/**
 * NCCI tables name codes of CPT beside those of HCPCS Level II. Without a licensed set given, rows with such a code
 * are dropped at the door; with it, its own codes are what is wanted.
 */
function rightsOf({ codeSet, format }: Given) {
  const licensed = format === 'cpt' && codeSet !== undefined;
  const isCpt = (code: string) => licensedCode.test(code) && !code.startsWith('D');
  return {
    set: licensed ? codeSet : 'hcpcs',
    keep: (code: string) => licensed && isCpt(code),
    belongs: (code: string) => (licensed ? isCpt(code) : !licensedCode.test(code)),
  };
}

function settingOf({ file, found }: Work, told: NcciSetting | null): NcciSetting {
  // The member's own name says more than that of the archive around it.
  const named = namesOf(file, found)
    .map(ncciSetting)
    .findLast((one) => one !== null);
  const setting = told ?? named;
  if (setting) return setting;
  throw unknownSetting();
}

function unknownSetting(): Unreadable {
  return new Unreadable(
    'unknown-edition',
    'The file does not tell for whom its edits are: practitioners, outpatient hospitals or suppliers.',
    'Name it as CMS does: ccipra… or ccioph… for pairs, MCR_MUE_PractitionerServices…, …OutpatientHospitalServices… or …DMESupplier… for units.',
    { line: 1 },
  );
}
