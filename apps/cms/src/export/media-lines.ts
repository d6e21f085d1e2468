import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportLine } from '@plaincode/content-schemas';
import { blocksOfContent } from '../workflow/words-of.ts';
import type { ApprovedText } from './approved-texts.ts';
import { ExportRefused } from './export-refused.ts';

/** The kinds of image that the media library takes in. */
const mediaTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** The files that texts show, each once and in the order of their paths. Throws `ExportRefused` for a lost one. */
export async function* mediaLines(
  texts: Iterable<ApprovedText>,
  mediaFolder: string,
): AsyncGenerator<ExportLine> {
  const paths = new Set<string>();
  for (const text of texts) {
    for (const block of blocksOfContent(text.content)) {
      if (block.type !== 'image') continue;
      for (const { src } of [block, ...(block.sizes ?? [])]) paths.add(src);
    }
  }
  for (const path of [...paths].sort()) {
    const name = basename(path);
    const bytes = await readFile(join(mediaFolder, name)).catch(() => {
      throw new ExportRefused(
        'missing-media',
        `The image ${name} is not in the media folder any more. Restore it, or take it out of the text and have that approved.`,
      );
    });
    const mediaType = mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? ''];
    if (!mediaType)
      throw new ExportRefused('missing-media', `The image ${name} is of a kind that pages cannot show.`);
    yield { type: 'media', path, mediaType, base64: bytes.toString('base64') };
  }
}
