import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { PortTaken, refuseTakenPorts } from './ports.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test('a taken port is told with the setting that changes it', async () => {
  const port = await listen();
  await expect(refuseTakenPorts([{ port, setting: 'CMS_PORT', use: 'the desk' }])).rejects.toThrow(
    new PortTaken(
      `Port ${port} (the desk) is taken: set CMS_PORT to a free one, for example CMS_PORT=${port + 1} npm start`,
    ),
  );
});

test('two settings may not name one port', async () => {
  const same = { port: 45_123, use: 'x' };
  const both = [
    { ...same, setting: 'SITE_PORT' },
    { ...same, setting: 'CMS_PORT' },
  ];
  await expect(refuseTakenPorts(both)).rejects.toThrow('SITE_PORT and CMS_PORT are both 45123');
});

function listen(): Promise<number> {
  return new Promise((answer) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      answer(address !== null && typeof address === 'object' ? address.port : 0);
    });
    servers.push(server);
  });
}
