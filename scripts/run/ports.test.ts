import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { refuseTakenPorts } from './ports.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test('a taken port is told with the setting that changes it', async () => {
  const port = await listen();
  await expect(refuseTakenPorts([{ port, setting: 'CMS_PORT', use: 'the desk' }])).rejects.toThrow(
    new RegExp(
      `^Port ${port} \\(the desk\\) is taken: set CMS_PORT to a free one, for example CMS_PORT=\\d+ npm start$`,
    ),
  );
});

test('the port that is proposed is free, and none of the others', async () => {
  const port = await listen();
  const next = await listen(port + 1);
  const wanted = [
    { port, setting: 'SITE_PORT', use: 'the site' },
    { port: port + 2, setting: 'CMS_PORT', use: 'the desk' },
  ];
  const told = await refuseTakenPorts(wanted).catch((error: unknown) => error);
  const proposed = Number(/SITE_PORT=(\d+)/.exec(String(told))?.[1]);
  expect([port, next, port + 2]).not.toContain(proposed);
  expect(await listen(proposed)).toBe(proposed);
});

test('two settings may not name one port', async () => {
  const same = { port: 45_123, use: 'x' };
  const both = [
    { ...same, setting: 'SITE_PORT' },
    { ...same, setting: 'CMS_PORT' },
  ];
  await expect(refuseTakenPorts(both)).rejects.toThrow('SITE_PORT and CMS_PORT are both 45123');
});

/** Where it listens; also where something else did before. */
function listen(port = 0): Promise<number> {
  return new Promise((answer) => {
    const server = createServer()
      .on('error', () => answer(port))
      .listen(port, '127.0.0.1', () => {
        const address = server.address();
        answer(address !== null && typeof address === 'object' ? address.port : 0);
      });
    servers.push(server);
  });
}
