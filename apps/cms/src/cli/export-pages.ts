import type { Payload } from 'payload';
import { env } from '../env.ts';
import { ExportRefused } from '../export/export-refused.ts';
import { exportSite } from '../export/export-site.ts';
import { writeLines } from '../export/write-lines.ts';
import { textsBefore } from '../releases/adopt-approved.ts';
import { editionLaidOver } from '../releases/edition-laid-over.ts';
import { today } from '../releases/editions.ts';
import { everydayPins } from '../releases/list-pins.ts';
import { changeOf, livePins } from '../releases/live.ts';
import { readRelease } from '../releases/release-record.ts';
import { waitForTurn } from '../releases/turn.ts';
import type { ReleaseChange } from '../workflow/release.ts';
import { editionAsked } from './edition-asked.ts';
import { withDesk } from './open-desk.ts';
import { costText, count, showProgress } from './progress.ts';

/** `release`: a release on its way. `approved`: what is approved now. `edition`: an edition as if it went out now. */
type Asked = { release?: string; edition?: string; approved: boolean };

/** Writes the whole site to standard output; everything else goes to standard error. Returns the exit status. */
export async function exportPages({ reason, ...asked }: Asked & { reason: string }): Promise<0 | 1> {
  const progress = showProgress('Exporting', 'pages');
  const warn = (message: string) => process.stderr.write(`${message}\n`);
  try {
    const written = await withDesk(async (payload) => {
      const laidOver = await laidOverOf(payload, asked);
      const request = {
        reason,
        ...(laidOver ? { release: laidOver } : {}),
        origin: env.siteUrl,
        mediaFolder: env.mediaFolder,
        now: new Date(),
        warn,
      };
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

/** What readers do not see yet and the export shows all the same. */
async function laidOverOf(
  payload: Payload,
  { release, edition, approved }: Asked,
): Promise<ReleaseChange | null> {
  if (release) return changeOf(await readRelease(payload, release));
  // A publish that begins while another one ends must not leave out what that one brought.
  if (!approved && !edition) {
    await waitForTurn(payload, null);
    return null;
  }
  const before = (await textsBefore(payload)).map(({ codeKey, id }) => ({ codeKey, revision: id }));
  if (edition) {
    const { pins, shown } = await editionLaidOver(payload, await editionAsked(payload, edition));
    return { pins: [...before, ...pins], shown };
  }
  const live = await livePins(payload, { pins: before, shown: {} });
  const { pins } = await everydayPins(payload, live, today(), null);
  return { pins: [...before, ...pins], shown: {} };
}
