/** What sources beside the releases say, in the official layouts, made up for tests; the words are our own. */

export interface MadeEntry {
  /** With its dot. */
  code: string;
  title: string;
  excludes?: string;
  children?: readonly MadeEntry[];
}

/** The tabular list: one chapter, one section, and what stands in it. */
export function tabularXml(version: number, entries: readonly MadeEntry[], sectionNote?: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
<version>${version}</version>
<introduction><introSection type="title"><title>Made-up list</title></introSection></introduction>
<chapter><name>1</name><desc>Made-up fevers (A00-Z99)</desc>
<sectionIndex><sectionRef first="A00" last="Z99" id="A00-Z99">Made-up fevers</sectionRef></sectionIndex>
<section id="A00-Z99"><desc>Made-up fevers (A00-Z99)</desc>
${sectionNote ? `<includes><note>${sectionNote}</note></includes>` : ''}
${entries.map(entryXml).join('\n')}
</section></chapter>
</ICD10CM.tabular>
`;
}

function entryXml({ code, title, excludes, children = [] }: MadeEntry): string {
  const notes = excludes ? `<excludes1><note>${excludes}</note></excludes1>` : '';
  return `<diag><name>${code}</name><desc>${title}</desc>${notes}${children.map(entryXml).join('')}</diag>`;
}

export const indexTitles = {
  diseases: 'ICD-10-CM INDEX TO DISEASES and INJURIES',
  externalCauses: 'ICD-10-CM EXTERNAL CAUSE OF INJURIES INDEX',
};

/** An index of main terms, each with the code to which it leads. */
export function indexXml(
  version: number,
  title: string,
  terms: readonly [term: string, code: string][],
): string {
  const mainTerms = terms.map(
    ([term, code]) => `<mainTerm><title>${term}</title><code>${code}</code></mainTerm>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>${version}</version><title>${title}</title>
<letter><title>F</title>
${mainTerms.join('\n')}
</letter></ICD10CM.index>
`;
}

/** The table of drugs, or that of neoplasms: one row, one column. */
export function tableXml(of: 'drugs' | 'neoplasms', version: number, code: string): string {
  const [title, head] =
    of === 'drugs'
      ? ['ICD-10-CM TABLE OF DRUGS and CHEMICALS', 'Substance']
      : ['ICD-10-CM TABLE OF NEOPLASMS', 'Neoplasm'];
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>${version}</version><title>${title}</title>
<indexHeading><head col="1">${head}</head><head col="2">Underdosing</head></indexHeading>
<letter><title>M</title>
<mainTerm><title>Made-up row</title><cell col="2">${code}</cell></mainTerm>
</letter></ICD10CM.index>
`;
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
const tabbed = (rows: readonly (readonly string[])[]): string =>
  joined(rows.map((cells) => cells.join('\t')));

export function conversionText(rows: readonly [code: string, effective: string, former: string][]): string {
  return tabbed([['Current code assignment', 'Effective', 'Previous Code(s) Assignment'], ...rows]);
}

/** Rows such as `A000    0010  00000`. */
export const gemText = joined;

/** A part of a table of pairs, each from 2020 on. */
export function ptpText(pairs: readonly [column1: string, column2: string, modifier: string][]): string {
  return tabbed([
    ['A made-up notice. All rights reserved.', '', '', '', '', '', ''],
    ['Column 1', 'Column 2', '*=in existence', 'Effective', 'Deletion', 'Modifier', 'PTP Edit Rationale'],
    ['', '', 'prior to 1996', 'Date', 'Date', '0=not allowed', ''],
    ...pairs.map(([one, other, modifier]) => [one, other, '', '20200101', '*', modifier, 'Made-up practice']),
  ]);
}

export function mueText(setting: string, rows: readonly [code: string, value: number][]): string {
  return joined([
    `HCPCS/CPT Code,${setting} MUE Values,MUE Adjudication Indicator,MUE Rationale`,
    ...rows.map(([code, value]) => `${code},${value},2 Date of Service Edit: Policy,Made-up policy`),
  ]);
}

/** A corrections sheet as CMS prints it: code, action, day, and the coverage to be set. */
export function correctionsText(
  rows: readonly { code: string; action: string; effective?: string; coverage?: string }[],
): string {
  const widths = [8, 26, 12, 24, 28, 5, 7, 10, 9, 11, 9, 10];
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('')
      .trimEnd();
  const headings =
    'CODE|ACTION|EFF DATE|SHORT DESC|LONG DESC|TOS|BETOS|COVERAGE|PRICING|XREF CODE|ASC IND|ASC DATE|COMMENTS';
  return joined([
    'MADE-UP CORRECTIONS',
    line(headings.split('|')),
    ...rows.map(({ code, action, effective = '01/01/2030', coverage = '' }) =>
      line([code, action, effective, '', '', '', '', coverage]),
    ),
  ]);
}

/** The report of changes as CMS prints it. */
export function changeReportText(rows: readonly [code: string, change: string, long: string][]): string {
  const line = ([code, change, long]: readonly string[], short = 'Made up') =>
    `  ${code?.padEnd(10)}${change?.padEnd(26)}${short.padEnd(31)}${long}`;
  return joined([
    line(['HCPCS/MOD', 'TYPE OF CHANGE', 'LONG DESCRIPTION'], 'SHORT DESCRIPTION'),
    ...rows.map((row) => line(row)),
  ]);
}

export interface MadeAddendum {
  action: 'Add' | 'Delete';
  code: string;
  billable: boolean;
  long: string;
}

/** Addenda in the order form, with the counts of their rows. */
export function addendaText(
  year: number,
  before: { headers: number; codes: number },
  rows: readonly MadeAddendum[],
): string {
  const lines = rows.map(
    ({ action, code, billable, long }) =>
      `${`${action}:`.padEnd(13)}${billable ? 1 : 0} ${code.padEnd(7)} ${long.slice(0, 60).padEnd(60)} ${long}`,
  );
  const block = (subject: 'Headers' | 'Codes', billable: boolean, count: number) => {
    const of = (action: string) =>
      rows.filter((row) => row.billable === billable && row.action === action).length;
    const what = subject.toLowerCase();
    const counted: [number, string][] = [
      [count, `${what} in icd10cm_order_${year - 1}.txt`],
      [count + of('Add') - of('Delete'), `${what} in icd10cm_order_${year}.txt`],
      [of('Add'), 'additions'],
      [of('Delete'), 'deletions'],
      [0, 'revisions'],
    ];
    const kinds = ['both long and short titles', 'long title only', 'short title only'];
    return [
      '',
      subject,
      ...counted.map(([number, words]) => `${String(number).padStart(7)} ${words}`),
      'of which',
      ...kinds.map((kind) => `      0 revisions to ${kind}`),
    ];
  };
  return joined([
    ...lines,
    ...block('Headers', false, before.headers),
    ...block('Codes', true, before.codes),
  ]);
}
