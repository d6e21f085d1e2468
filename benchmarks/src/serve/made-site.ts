import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compressRelease, exportFolder, openReleaseStore, openWithheld } from '@plaincode/publish';
import { type MadeFile, writeMadeRelease } from '../../../apps/gate/src/testing/made-release.ts';
import { madeSentences, seeded } from '../release/made-text.ts';

/** Pages in the size of real ones: text, and envelopes that nothing can compress. */
export function writeMadeSite(data: string, pages: readonly string[]): void {
  const random = seeded(1);
  const paragraphs = Array.from({ length: 400 }, () => `<p>${madeSentences(random, 12)}</p>`);
  const files: Record<string, MadeFile> = { '/': { body: '<!doctype html><title>Home</title>' } };
  for (const page of pages)
    files[page] = { body: madePage(page, () => paragraphs[Math.floor(random() * paragraphs.length)] ?? '') };
  writeMadeRelease(join(data, 'store'), files);
}

function madePage(page: string, paragraph: () => string): string {
  const sealed = createHash('shake256', { outputLength: 3_000 }).update(page).digest('base64');
  const text = Array.from({ length: 8 }, paragraph).join('\n');
  return `<!doctype html><html lang="en"><title>${page}</title><main><h1>${page}</h1>\n${text}\n<script type="application/json">"${sealed}"</script></main></html>`;
}

/** The same release as a plain folder, and compressed in the store: what a publisher does after each release. */
export function exportMadeSite(data: string, folder: string): void {
  const store = openReleaseStore(join(data, 'store'));
  exportFolder(store, folder, openWithheld(join(data, 'withheld')).on(new Date()));
  compressRelease(store, { stateFolder: join(data, 'publisher') });
}
