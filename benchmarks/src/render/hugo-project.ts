import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPages, type SiteOfPages } from './pages-file.ts';

const filesInFolder = 1_000;

/**
 * Writes the pages as a project of Hugo: a content file each, with the page in its front matter, and what all have in common as
 * parameters of the site. The layout is for plain text, as which Hugo escapes nothing by itself: it says where.
 */
export async function writeHugoProject(folder: string, pagesFile: string, site: SiteOfPages): Promise<void> {
  await cp(join(import.meta.dirname, 'hugo'), join(folder, 'layouts'), { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ ...config, params: site }));
  let at = 0;
  for await (const page of readPages(pagesFile)) {
    const chapter = join(folder, 'content', `c${Math.floor(at / filesInFolder)}`);
    if (at % filesInFolder === 0) await mkdir(chapter, { recursive: true });
    await writeFile(join(chapter, `p${at}.md`), `${JSON.stringify({ url: page.path, page })}\n`);
    at += 1;
  }
}

const config = {
  baseURL: 'https://example.org/',
  disablePathToLower: true,
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
