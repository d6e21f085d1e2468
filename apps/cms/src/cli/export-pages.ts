import { env } from '../env.ts';
import { ExportRefused } from '../export/export-refused.ts';
import { exportSite } from '../export/export-site.ts';
import { writeLines } from '../export/write-lines.ts';
import { withDesk } from './open-desk.ts';
import { costText, count, showProgress } from './progress.ts';

/** Writes the whole site to standard output; everything else goes to standard error. Returns the exit status. */
export async function exportPages(reason: string): Promise<0 | 1> {
  const progress = showProgress('Exporting', 'pages');
  const warn = (message: string) => process.stderr.write(`${message}\n`);
  try {
    const written = await withDesk((payload) => {
      const request = { reason, origin: env.siteUrl, mediaFolder: env.mediaFolder, now: new Date(), warn };
      return writeLines(exportSite(payload, request), process.stdout, (pages) =>
        progress.update(pages, null),
      );
    });
    progress.end(
      `Exported ${count(written.pages)} pages, ${count(Math.round(written.bytes / 1e6))} MB, in ${costText()}.`,
    );
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof ExportRefused)) throw error;
    warn(error.message);
    return 1;
  }
}
