import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface Answer {
  status: number;
  text: string;
}

/** Answers for a path of the site, with its query; never follows a redirect. */
export type Ask = (path: string) => Promise<Answer>;

/** Asks a running site, which need not compress what is read here. */
export const askSite =
  (origin: string): Ask =>
  async (path) => {
    const ask = async () => {
      const headers = { 'accept-encoding': 'identity' };
      const answer = await fetch(origin + path, { redirect: 'manual', headers });
      return { status: answer.status, text: await answer.text() };
    };
    // Where a connection was just ended, browsers ask again on another.
    return await ask().catch(ask);
  };

/** Answers from a folder that `release export` wrote. */
export const askFolder =
  (folder: string): Ask =>
  async (path) => {
    const [name = ''] = decodeURI(path).split('?');
    const file = join(folder, name.endsWith('/') ? `${name}index.html` : name);
    const held = await stat(file).catch(() => null);
    return held?.isFile() ? { status: 200, text: await readFile(file, 'utf8') } : { status: 404, text: '' };
  };
