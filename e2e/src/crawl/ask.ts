import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface Answer {
  status: number;
  text: string;
}

/** Answers for a path of the site, with its query; never follows a redirect. */
export type Ask = (path: string) => Promise<Answer>;

/** Says nothing of the page: the request itself did not come in time. */
const tookTooLong = 408;

/** Asks a running site, which need not compress what is read here. */
export const askSite = (origin: string): Ask => {
  const ask = async (path: string, more: number): Promise<Answer> => {
    try {
      const headers = { 'accept-encoding': 'identity' };
      const answer = await fetch(origin + path, { redirect: 'manual', headers });
      const text = await answer.text();
      if (answer.status === tookTooLong) throw new Error(`${path} was asked for too slowly`);
      return { status: answer.status, text };
    } catch (error) {
      // Where a connection was just ended, or this machine was too busy to ask, browsers ask again on another.
      if (more === 0) throw error;
      await setTimeout(200);
      return await ask(path, more - 1);
    }
  };
  return (path) => ask(path, 5);
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
