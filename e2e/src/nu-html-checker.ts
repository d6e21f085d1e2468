import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build/dist/vnu.jar');

/** Whether this machine has the Java that the checker runs on. */
export const javaIsThere: boolean = await run('java', ['-version']).then(
  () => true,
  () => false,
);

type Message = { type: string; url: string; lastLine?: number; message: string };

/** What the Nu HTML checker finds wrong in pages by path; one line for each error. */
export async function htmlErrors(pages: ReadonlyMap<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plaincode-html-'));
  try {
    const paths = [...pages.keys()];
    for (const [at, path] of paths.entries())
      await writeFile(join(folder, `${at}.html`), pages.get(path) ?? '');
    // Long lists are deep ones to it.
    const asked = ['-Xss8m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', folder];
    const { stdout } = await run('java', asked, { maxBuffer: 64 * 1024 * 1024 });
    const { messages } = JSON.parse(stdout) as { messages: Message[] };
    return messages
      .filter(({ type }) => type !== 'info')
      .map(({ url, lastLine, message }) => {
        const path = paths[Number(/(\d+)\.html$/.exec(url)?.[1])];
        return `${path}${lastLine === undefined ? '' : `, line ${lastLine}`}: ${message}`;
      });
  } finally {
    await rm(folder, { recursive: true });
  }
}
