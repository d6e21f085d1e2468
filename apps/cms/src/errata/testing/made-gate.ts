import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ErrorReport } from '@plaincode/content-schemas';
import type { ReportSource } from '../fetch-reports.ts';

/** A gate that holds made-up reports, in the form that the contract describes. */
export async function openMadeGate() {
  const token = 'an errata token of the tests';
  const waiting: ErrorReport[] = [];
  /** What goes wrong: nothing, every answer, or only what forgets. */
  const fault: { now: 'none' | 'all' | 'forget' } = { now: 'none' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, {});
    if (fault.now === 'all' || (fault.now === 'forget' && request.method === 'DELETE'))
      return answer(503, {});
    if (request.method === 'GET')
      return answer(200, { reports: waiting.slice(0, 100), more: waiting.length > 100 });
    const { ids } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const left = waiting.filter(({ id }) => !ids.includes(id));
    waiting.splice(0, waiting.length, ...left);
    return answer(200, { ok: true });
  });
  /* A connection that is kept may be closed in the moment in which the next question is sent along it. */
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source: ReportSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
  };
  let number = 0;
  return {
    source,
    waiting,
    fault,
    /** A reader reports an error on a page. */
    report(page: string, more: Partial<ErrorReport> = {}): ErrorReport {
      number += 1;
      const made: ErrorReport = {
        id: `${String(1_790_000_000_000 + number).padStart(15, '0')}-aaaaaaaaaaaa`,
        page,
        place: null,
        words: `What is said there is wrong (${number}).`,
        email: null,
        received: '2026-02-01T08:00:00.000Z',
        ...more,
      };
      waiting.push(made);
      return made;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

export type MadeGate = Awaited<ReturnType<typeof openMadeGate>>;
