import type { PlannedPages, PublishPlan, PublishRefused, PublishReport } from '@plaincode/publish';

const said = (count: number) => count.toLocaleString('en-US');
const megabytes = (bytes: number) => `${said(Math.round(bytes / 1e6))} MB`;

/** A publish report for people. */
export function describeReport(report: PublishReport): string {
  const { pages, seconds, work, written } = report;
  const changed = `${said(pages.rendered)} rendered, ${said(pages.reused)} unchanged, ${said(pages.removed)} removed`;
  const head =
    report.outcome === 'unchanged'
      ? `Nothing changed: ${report.release} stays the current release.`
      : `Published ${report.release}${report.parent ? ` after ${report.parent}` : ''} (${report.reason}).`;
  return [
    head,
    `  pages     ${said(pages.total)}: ${changed}`,
    `  files     ${said(report.files)}, ${megabytes(report.bytes)}; new in the store: ${said(written.objects)}, ${megabytes(written.bytes)}`,
    `  seconds   ${seconds.total} (pages ${seconds.pages}, list of files ${seconds.shards}, disk ${seconds.sync}, swap ${seconds.swap})`,
    `  workers   ${work.parse} s reading, ${work.render} s rendering and sealing, ${work.write} s writing`,
    `  rate      ${said(report.pagesPerSecond)} pages a second, ${megabytes(report.peakMemory)} at most`,
    ...report.warnings,
  ].join('\n');
}

const named = ({ pages, samples }: PlannedPages) =>
  `${said(pages)} (${samples.slice(0, 3).join(', ')}${pages > 3 ? ', …' : ''})`;

/** A plan for people. */
export function describePlan(plan: PublishPlan): string {
  const { total, rendered, reused, removed } = plan.pages;
  const reasons = Object.entries(plan.reasons).map(([reason, pages]) => `  ${reason}: ${named(pages)}`);
  const changes = plan.changes.slice(0, 20).map(({ what, ...pages }) => `    ${what}: ${named(pages)}`);
  return [
    `A publish would render ${said(rendered)} of ${said(total)} pages, take over ${said(reused)}, remove ${said(removed)}.`,
    ...reasons,
    ...(changes.length > 0 ? ['  of these records changed:', ...changes] : []),
    ...(plan.removed.length > 0 ? [`  removed: ${plan.removed.slice(0, 10).join(', ')}`] : []),
    'Nothing was written.',
  ].join('\n');
}

/** A refusal for people, with every page that caused it. */
export function describeRefusal({ message, problems, more }: PublishRefused): string {
  const lines = problems.map((problem) => `  ${problem.file}: ${problem.message}`);
  return [message, ...lines, ...(more > 0 ? [`  and ${said(more)} more`] : [])].join('\n');
}

/** The same as one JSON document. */
export function refusalJson({ code, message, problems, more }: PublishRefused): object {
  return { outcome: 'refused', code, message, problems, more };
}

/** A setting, secret or built part that stopped the command, in the form of a refusal. */
export const settingJson = (message: string): object => ({
  outcome: 'refused',
  code: 'not-ready',
  message,
  problems: [],
  more: 0,
});
