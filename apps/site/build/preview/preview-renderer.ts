import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CodePageRecord, SiteSettings } from '@plaincode/content-schemas';
import { readBundle } from '../bundle.ts';
import { SettingError } from '../env.ts';
import type { PreviewReader } from './reader-view.ts';

type RenderPreview = (
  record: CodePageRecord,
  site: SiteSettings,
  reader: PreviewReader,
) => Promise<Uint8Array>;

/** A file of the built site: a style sheet, a font. */
export interface SiteFile {
  mediaType: string;
  bytes: Buffer;
}

export interface PreviewRenderer {
  render: RenderPreview;
  /** The built site's files by their paths. */
  files: ReadonlyMap<string, SiteFile>;
}

/**
 * The templates in this process, loaded at first need and again when the site was built anew. A preview renders beside
 * a publish, never in its workers. Throws a `SettingError` where the site is not built.
 */
export function createPreviewRenderer(dist: string): () => Promise<PreviewRenderer> {
  let loaded: { made: number; renderer: Promise<PreviewRenderer> } | null = null;
  return () => {
    const made = builtAt(dist);
    if (loaded?.made !== made) loaded = { made, renderer: load(dist, made) };
    return loaded.renderer;
  };
}

function builtAt(dist: string): number {
  const built = statSync(join(dist, 'server', 'entry.mjs'), { throwIfNoEntry: false });
  if (!built) throw new SettingError('The site is not built yet: run "npm run build" first.');
  return built.mtimeMs;
}

async function load(dist: string, made: number): Promise<PreviewRenderer> {
  const { entry, files } = readBundle(dist);
  // A module is loaded once for each address, so another build needs another one.
  const { renderPreview }: { renderPreview: RenderPreview } = await import(`${entry}?built=${made}`);
  return {
    render: renderPreview,
    files: new Map(
      files.map(({ path, mediaType, bytes }) => [path, { mediaType, bytes: Buffer.from(bytes) }]),
    ),
  };
}
