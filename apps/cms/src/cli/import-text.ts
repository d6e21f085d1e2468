import { type ChangeCounts, factKindNames } from '@plaincode/code-sets';
import type { FileReport } from '../imports/import-file.ts';
import type {
  CheckReport,
  CorrectionsReport,
  FactsReport,
  ImportReport,
  ReleaseReport,
} from '../imports/import-report.ts';
import type { ImportCounts } from '../imports/plan-import.ts';
import type { UpdateReport } from '../updates/open-update.ts';
import { toldChanges } from './diff-text.ts';
import { count } from './progress.ts';

/** Most differences that are told one by one; the desk's import record and `--json` hold them all. */
const mostTold = 50;

/** What came of one file, in a few lines for a person. */
export function fileText({ reports, swept, updates }: FileReport): string {
  const lines = [...reports.map(reportText), ...updates.flatMap(updateText)];
  if (swept > 0) lines.push(`  Cleared ${swept} import(s) that had been broken off.`);
  return lines.join('\n');
}

function updateText({ edition, opened, changed }: UpdateReport): string[] {
  const told = [
    ...(opened > 0 ? [`${count(opened)} new ${opened === 1 ? 'item' : 'items'}`] : []),
    ...(changed > 0 ? [`${count(changed)} ${changed === 1 ? 'item' : 'items'} changed`] : []),
  ];
  if (told.length === 0) return [];
  return [`  Work of the update ${edition}: ${told.join(', ')}. At the desk: /admin/updates/${edition}`];
}

function reportText(report: ImportReport): string {
  switch (report.kind) {
    case 'release':
      return releaseText(report);
    case 'facts':
      return factsText(report);
    case 'corrections':
      return correctionsText(report);
    case 'check':
      return checkText(report);
  }
}

const nameOf = ({ fileName, member }: Pick<ImportReport, 'fileName' | 'member'>): string =>
  member ? `${fileName} › ${member}` : fileName;

const editionOf = ({ edition: { label, id } }: Pick<ImportReport, 'edition'>): string => `${label} (${id})`;

function releaseText(report: ReleaseReport): string {
  const { counts, changes } = report;
  if (report.outcome === 'unchanged')
    return `${nameOf(report)}: ${editionOf(report)} holds this release already. Nothing changed.`;
  const types = Object.entries(report.byType).map(([type, codes]) => `${count(codes)} ${type}`);
  const billable = report.billable > 0 ? `, ${count(report.billable)} of them billable` : '';
  const lines = [
    `${planned(report)}${nameOf(report)}: ${editionOf(report)}, ${count(report.codes)} codes (${types.join(', ')})${billable}.`,
  ];
  if (changes) {
    lines.push(`  Against ${changes.from.label}: ${changesText(changes.counts)}.`);
    if (changes.billable)
      lines.push(`  Of the codes valid for submission: ${changesText(changes.billable)}.`);
  } else lines.push('  No edition before it is held: nothing to compare it with.');
  if (counts) lines.push(`  Rows: ${rowsText(counts)}.`);
  if (report.droppedLicensed > 0)
    lines.push(`  ${count(report.droppedLicensed)} codes of licensed sets inside the file were left out.`);
  if (report.undoes.length > 0) lines.push(undoneText(report.undoes));
  if (report.retired.length > 0) {
    const way = report.outcome === 'planned' ? 'would give way' : 'gave way';
    lines.push(`  Sample editions that ${way}: ${report.retired.join(', ')}.`);
  }
  return lines.join('\n');
}

function undoneText(codes: readonly string[]): string {
  const more = codes.length > mostTold ? ` and ${count(codes.length - mostTold)} more` : '';
  const told = codes.slice(0, mostTold).join(', ');
  return `  Corrections that are held for this edition are undone for ${told}${more}, as this file says otherwise. Import them again if they still hold.`;
}

function factsText(report: FactsReport): string {
  const name = `${nameOf(report)}: ${factKindNames[report.factKind]}, ${editionOf(report)}`;
  if (report.outcome === 'unchanged') return `${name}, is held exactly so already. Nothing changed.`;
  const lines = [`${planned(report)}${name}, ${count(report.facts)} entries.`];
  if (report.counts) lines.push(`  Rows: ${rowsText(report.counts)}.`);
  if (report.droppedLicensed > 0)
    lines.push(`  ${count(report.droppedLicensed)} rows with codes of licensed sets were left out.`);
  return lines.join('\n');
}

function correctionsText(report: CorrectionsReport): string {
  const { applied, notApplied } = report;
  const lines = [
    report.outcome === 'unchanged'
      ? `${nameOf(report)}: ${editionOf(report)} is corrected so already. Nothing changed.`
      : `${planned(report)}${nameOf(report)}: corrections of ${editionOf(report)}.`,
    ...applied.map(({ code, what }) => `  ${code}: ${what.join('; ') || 'holds it already'}`),
    ...notApplied.map(({ code, line, why }) => `  ${code} (line ${line}) was not applied: ${why}`),
  ];
  return lines.join('\n');
}

function checkText(report: CheckReport): string {
  const what = report.of === 'addenda' ? 'addenda' : 'official list of changes';
  const name = `${nameOf(report)}: ${what} of ${editionOf(report)}`;
  if (report.agrees === null) return `${name}, not compared. ${report.note ?? ''}`.trimEnd();
  const against = `against the computed changes from ${report.from?.label ?? 'the edition before'}`;
  if (report.agrees) return `${name}, checked ${against}: ${count(report.rowsChecked)} rows, no difference.`;
  const told = report.differences.slice(0, mostTold).map(({ code, why }) => `  ${code}: ${why}`);
  const more = report.differences.length - told.length;
  return [
    `${name}, checked ${against}: ${count(report.rowsChecked)} rows, ${differencesText(report.differences.length)}.`,
    ...told,
    ...(more > 0 ? [`  … and ${count(more)} more: --json lists them all.`] : []),
  ].join('\n');
}

const differencesText = (number: number): string =>
  number === 1 ? '1 difference' : `${count(number)} differences`;

const planned = ({ outcome }: { outcome: string }): string =>
  outcome === 'planned' ? 'Planned only, nothing written: ' : '';

function changesText(counts: ChangeCounts): string {
  return toldChanges(counts).join(', ') || 'nothing changed';
}

function rowsText({ added, revised, removed, returned, unchanged, repaired }: ImportCounts): string {
  const told: [number, string][] = [
    [added, 'added'],
    [revised, 'revised'],
    [removed, 'removed'],
    [returned, 'returned'],
    [unchanged, 'unchanged'],
    [repaired, 'keep the next edition as it was'],
  ];
  const words = told.filter(([rows]) => rows > 0).map(([rows, what]) => `${count(rows)} ${what}`);
  return words.length > 0 ? words.join(', ') : 'none';
}
