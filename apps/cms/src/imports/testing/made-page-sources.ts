/** Small files of the sources beside the releases, in their official layouts; the words in them are our own. */

/** The tabular list: one chapter, one section, one category that defines seventh characters for its codes. */
export function tabularXml(version: string, excluded: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
<version>${version}</version>
<chapter><name>19</name><desc>Made-up injuries (S00-S99)</desc>
<excludes1><note>made-up burns (${excluded})</note></excludes1>
<sectionIndex><sectionRef first="S50" last="S59" id="S50-S59">Made-up injuries of the forearm</sectionRef></sectionIndex>
<section id="S50-S59"><desc>Made-up injuries of the forearm (S50-S59)</desc>
<diag><name>S52</name><desc>Made-up fracture</desc>
<includes><note>made-up break</note></includes>
<sevenChrDef><extension char="A">first made-up visit</extension><extension char="D">later made-up visit</extension></sevenChrDef>
<diag><name>S52.1</name><desc>Made-up fracture of one kind</desc>
<inclusionTerm><note>Made-up kind of fracture</note></inclusionTerm>
</diag>
<diag><name>S52.9</name><desc>Made-up fracture, unspecified</desc></diag>
</diag></section></chapter>
</ICD10CM.tabular>
`;
}

/** The index to diseases, with one main term and one subterm. */
export function indexXml(version: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
<version>${version}</version>
<title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
<letter><title>F</title>
<mainTerm><title>Fracture, made-up<nemod>(closed)</nemod></title><code>S52.9-</code>
<term level="1"><title>of one kind</title><code>S52.1-</code></term>
</mainTerm></letter>
</ICD10CM.index>
`;
}

/** One sheet of texts as a workbook's parts, first row the header. */
export function sheetXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
  const body = rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cell).join('')}</row>`);
  return `<?xml version="1.0"?><worksheet><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** A general equivalence mapping: source, target, five flags. */
export function gemText(rows: readonly (readonly [string, string, string])[]): string {
  return rows
    .map(([source, target, flags]) => `${source.padEnd(7)} ${target.padEnd(7)} ${flags}\r\n`)
    .join('');
}

/** NCCI pairs: a preamble of six lines, of which the last names the columns. */
export function ptpText(rows: readonly (readonly string[])[]): string {
  const head =
    'Column 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date\tModifier\tPTP Edit Rationale';
  return [
    ...Array.from({ length: 5 }, () => 'A made-up preamble'),
    head,
    ...rows.map((cells) => cells.join('\t')),
    '',
  ].join('\r\n');
}
