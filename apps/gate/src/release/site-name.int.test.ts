import { expect, it, vi } from 'vitest';
import { writeMadeRelease } from '../testing/made-release.ts';
import { startGate } from '../testing/running-gate.ts';

const home = (name: string) => ({
  body: `<!doctype html><script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite","name":${name},"url":"https://codes.example/"}</script>`,
});

it('signs mails to readers with the name that the served site gives itself, and with its host where that is not known', async () => {
  const gate = await startGate({ verifiedEmailRequired: true });
  let readers = 0;
  const mailTo = async () => {
    readers += 1;
    const email = `reader${readers}@example.org`;
    await gate.browser().post('/api/account/register', { email, password: 'long enough to pass', name: '' });
    return await vi.waitFor(() => {
      const mail = gate.mails.find(({ to }) => to === email);
      if (!mail) throw new Error('no mail yet');
      return mail;
    });
  };
  expect((await mailTo()).text).toContain('-- \nlocalhost:8080\n');

  writeMadeRelease(gate.store, { '/': home('"Codes \\u0026 Words"') });
  await expect.poll(async () => (await mailTo()).text).toContain('-- \nCodes & Words (localhost:8080)\n');
  const named = await mailTo();
  expect(named.text).toContain('an account at Codes & Words.');
  expect(named.html).toContain('<p>Codes &amp; Words (localhost:8080)</p>');

  writeMadeRelease(gate.store, { '/': home('null') });
  await expect.poll(async () => (await mailTo()).text).toContain('-- \nlocalhost:8080\n');
  await gate.stop();
});
