import { expect, it } from 'vitest';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { makeGate } from '../testing/running-gate.ts';

async function toldOf(published: string | null): Promise<string | null> {
  const gate = await makeGate({ origin: 'https://codes.example' });
  const robots = {
    body: `User-agent: *\nDisallow: /api/\n\nSitemap: ${published}/sitemap.xml\n`,
    mediaType: 'text/plain',
  };
  if (published !== null) writeMadeRelease(gate.store, { '/': madePage('Home'), '/robots.txt': robots });
  const told = await gate.otherPublishedAddress();
  await gate.remove();
  return told;
}

it('is told where it is not the address of the gate', async () => {
  expect(await toldOf('http://localhost:6190')).toMatch(
    /published for http:\/\/localhost:6190, and SITE_URL is https:\/\/codes\.example: .*Publish/,
  );
});

it.each([null, 'https://codes.example'])('is not told otherwise: %s', async (published) => {
  expect(await toldOf(published)).toBeNull();
});
