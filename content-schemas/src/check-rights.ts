import type { CodePageRecord } from './page-record.ts';

/**
 * Every fact names a source of its page, every source a rights holder of its page, and every rights
 * holder has a notice that is printed with its text. Returns what is missing, in words; empty when whole.
 */
export function checkRights(record: CodePageRecord): string[] {
  const missing: string[] = [];
  const sources = new Map(record.sources.map((source) => [source.id, source]));
  const holders = new Set(record.rightsHolders.map((holder) => holder.id));
  const noticed = new Set(
    record.notices.filter((notice) => notice.uses.includes('line')).map((notice) => notice.rightsHolder),
  );
  for (const id of citedSources(record)) {
    const source = sources.get(id);
    if (!source) missing.push(`a fact cites the source "${id}", which the page does not list`);
    else if (!holders.has(source.rightsHolder))
      missing.push(
        `the source "${id}" names the rights holder "${source.rightsHolder}", which the page does not list`,
      );
    else if (!noticed.has(source.rightsHolder))
      missing.push(`no notice of "${source.rightsHolder}" to print with its text`);
  }
  if (record.explanation && !record.notices.some((notice) => notice.id === record.explanation?.notice))
    missing.push(`the explanation's notice "${record.explanation.notice}" is not on the page`);
  return [...new Set(missing)];
}

function citedSources(record: CodePageRecord): Set<string> {
  const { descriptors: d, dates, sections, indicators, explanation, billable } = record;
  const cited = [
    d.long,
    d.medium,
    d.short,
    d.consumer,
    ...d.clinician,
    ...d.wordings.map(({ long }) => long),
    billable,
    dates.added,
    dates.effective,
    dates.terminated,
  ]
    .map((fact) => fact?.source)
    .concat(sections.map((section) => (section.held ? section.source : undefined)))
    .concat(sections.flatMap(({ data }) => data.map(({ source }) => source)))
    .concat(indicators.map((indicator) => indicator.source))
    .concat(explanation?.source);
  return new Set(cited.filter((id) => id !== undefined));
}
