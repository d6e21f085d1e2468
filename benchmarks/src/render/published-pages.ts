import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodePageRecord, PublicCodePage, SiteSettings } from '@plaincode/content-schemas';
import { openReleaseStore, parseSealingKeys, readFiles } from '@plaincode/publish';
import { splitCodePage } from '@plaincode/publish/record';
import { createBlind } from '@plaincode/sealing';
import { readEnvelope } from '../../../apps/site/src/render/envelopes.ts';
import type { SiteOfPages } from './pages-file.ts';

/** A page's HTML in the release that a data folder holds. Throws where it has none. */
export function publishedHtml(data: string): (path: string) => string {
  const { objects, current } = openReleaseStore(join(data, 'store'));
  const files = readFiles(objects, current()?.shards ?? {});
  return (path) => {
    const file = files.get(path);
    if (!file) throw new Error(`${path} was not published`);
    return objects.read(file.hash).toString('utf8');
  };
}

/** Each record as the publisher's templates are given it, with the envelopes of its published page. */
export function* publishedPages(
  records: Iterable<CodePageRecord>,
  data: string,
  htmlOf: (path: string) => string,
): Generator<PublicCodePage> {
  const secret = (name: string) => readFileSync(join(data, 'secrets', name), 'utf8');
  const blind = createBlind(parseSealingKeys(secret('root-keys.json'), secret('revision-key')));
  for (const record of records) {
    const { page, sealed } = splitCodePage(record, blind);
    const html = htmlOf(record.path);
    const envelopes = sealed.map(({ tier, terms }) => {
      const envelope = readEnvelope(html, tier, terms !== null);
      if (!envelope) throw new Error(`${record.path} has no envelope of the tier ${tier}`);
      return terms ? { ...envelope, terms } : envelope;
    });
    yield { ...page, envelopes };
  }
}

/** The settings, and the addresses of the build's files as a page names them. */
export function siteOf(site: SiteSettings, html: string): SiteOfPages {
  const address = (pattern: RegExp) => {
    const found = pattern.exec(html)?.[1];
    if (found === undefined) throw new Error(`no page names a file by ${pattern}`);
    return found;
  };
  return {
    site,
    assets: {
      style: address(/<link rel="stylesheet" href="([^"]+)">/),
      font: address(/<link rel="preload" href="([^"]+)" as="font"/),
      script: address(/<script type="module" src="([^"]+)">/),
    },
  };
}
