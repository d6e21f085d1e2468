import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPages } from './pages-file.ts';

const filesInFolder = 1_000;

/**
 * Writes the pages as a project of Hugo: a content file each, with its values in the front matter, and the template as a
 * layout. Values are HTML already, so the layout is for plain text, which Hugo does not escape.
 */
export async function writeHugoProject(
  folder: string,
  pagesFile: string,
  pieces: readonly string[],
): Promise<void> {
  await mkdir(join(folder, 'layouts', '_default'), { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'layouts', '_default', 'single.page.html'), layout(pieces));
  let at = 0;
  for await (const { path, values } of readPages(pagesFile)) {
    const chapter = join(folder, 'content', `c${Math.floor(at / filesInFolder)}`);
    if (at % filesInFolder === 0) await mkdir(chapter, { recursive: true });
    await writeFile(join(chapter, `p${at}.md`), `${JSON.stringify({ url: path, values }, null, 1)}\n`);
    at += 1;
  }
}

const config = {
  baseURL: 'https://example.org/',
  disableKinds: ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404'],
  outputFormats: {
    page: {
      mediaType: 'text/html',
      baseName: 'index',
      isPlainText: true,
      isHTML: false,
      permalinkable: true,
    },
  },
  outputs: { page: ['page'] },
};

/** In Hugo's own syntax; braces of the page itself are kept from being read as such. */
function layout(pieces: readonly string[]): string {
  const [first = '', ...rest] = pieces.map((piece) => piece.replaceAll('{{', '{{ "{{" }}'));
  return rest.reduce((text, piece, at) => `${text}{{ index .Params.values ${at} }}${piece}`, first);
}
