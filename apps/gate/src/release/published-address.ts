import type { CurrentRelease } from './current-release.ts';
import type { FileBodies } from './file-bodies.ts';

interface Served {
  releases: CurrentRelease;
  bodies: FileBodies;
  origin: string;
}

/** Words for the operator where the served release was published for another address than the gate's; null where not. */
export async function otherPublishedAddress({ releases, bodies, origin }: Served): Promise<string | null> {
  const file = releases.get()?.find('/robots.txt');
  if (!file) return null;
  // What cannot be read is told where it is served.
  const text = await bodies.get(file, 'identity').catch(() => '');
  const published = /^Sitemap: (\S+)\/sitemap\.xml$/m.exec(Buffer.from(text).toString('utf8'))?.[1];
  if (published === undefined || published === origin) return null;
  return `The served release was published for ${published}, and SITE_URL is ${origin}: its canonical links, sitemap and robots.txt name the former. Publish ("npm run plaincode -- publish") to name this one, or set SITE_URL right.`;
}
