import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CodePageRecord, ExportHeader, ExportLine, SiteSettings } from '@plaincode/content-schemas';
import { exampleAccessPlan, exampleSiteSettings } from '@plaincode/content-schemas/examples';

export type ExportOptions = { mode?: ExportHeader['mode']; site?: SiteSettings };

/** Writes records as an export of the desk: one line of JSON each, between header and end. */
export async function writeExport(
  file: string,
  records: Iterable<CodePageRecord>,
  options: ExportOptions = {},
): Promise<void> {
  await pipeline(Readable.from(exportLines(records, options)), createWriteStream(file));
}

function* exportLines(
  records: Iterable<CodePageRecord>,
  { mode = 'full', site = exampleSiteSettings }: ExportOptions,
): Generator<string> {
  const line = (content: ExportLine) => `${JSON.stringify(content)}\n`;
  yield line({
    type: 'header',
    format: 1,
    mode,
    exported: '2026-01-01T00:00:00Z',
    reason: 'Benchmark',
    site,
    plan: exampleAccessPlan,
    auditHead: null,
  });
  let pages = 0;
  for (const record of records) {
    yield line({ type: 'page', record });
    pages += 1;
  }
  yield line({ type: 'end', pages });
}
