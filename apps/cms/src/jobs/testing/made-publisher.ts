import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ExportLine } from '@plaincode/content-schemas';

export type PublisherAnswer = 'as it should' | 'full-needed' | 'gone before it answers';

/** A publisher that keeps the records of its pages instead of rendering them. */
export interface MadePublisher {
  url: string;
  port: number;
  /** What readers see, by path. */
  pages: Map<string, string>;
  /** The publishes that it was asked for: how, and how many pages came. */
  asked: { mode: 'full' | 'delta'; pages: number }[];
  /** How it answers the next publishes, the first first; then as it should. */
  next: PublisherAnswer[];
  /** Its name for what readers see. */
  release: string;
  close(): Promise<void>;
}

export async function openMadePublisher(): Promise<MadePublisher> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'GET') return say(200, { ok: true, release: made.release });
    const lines = (await text(request))
      .trim()
      .split('\n')
      .map((line): ExportLine => JSON.parse(line));
    const [header] = lines;
    const mode = header?.type === 'header' ? header.mode : 'full';
    const records = lines.flatMap((line) => (line.type === 'page' ? [line.record] : []));
    made.asked.push({ mode, pages: records.length });
    const answer = made.next.shift() ?? 'as it should';
    if (answer === 'full-needed') return say(422, { code: answer, message: 'Export all of them.' });
    if (mode === 'full') made.pages.clear();
    for (const record of records) made.pages.set(record.path, JSON.stringify(record));
    count += 1;
    made.release = `release ${count}`;
    if (answer === 'gone before it answers') return response.destroy();
    return say(200, { outcome: 'published', release: made.release, seconds: { total: 0.1, pages: 0.05 } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const made: MadePublisher = {
    url: `http://127.0.0.1:${port}`,
    port,
    pages: new Map(),
    asked: [],
    next: [],
    release: 'none',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return made;
}
