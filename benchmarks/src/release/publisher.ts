import { spawn } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKey } from '@plaincode/sealing';
import { appCommand, nodeOptions } from '../../../scripts/run/processes.ts';

/** As `plaincode publish` starts it. */
const command = [...nodeOptions.publisher, appCommand.publisher];

/** What the publisher says of itself; `cpu` in seconds, as the system counted them for the whole process. */
export type Published = {
  pages: { total: number; rendered: number };
  seconds: { total: number };
  cpu: number;
  pagesPerSecond: number;
  peakMemory: number;
};

/** A data folder with the secrets that a publisher asks for. */
export async function prepareData(folder: string): Promise<void> {
  const secrets = join(folder, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  const texts = {
    'root-keys.json': JSON.stringify({ current: 'k1', keys: { k1: createKey() } }),
    'revision-key': createKey(),
    'publisher-token': createKey(),
  };
  for (const [name, text] of Object.entries(texts))
    await writeFile(join(secrets, name), text, { mode: 0o600 });
}

/** The publisher's own command on an export. */
export const publisherCommand = (data: string, file: string) => ({
  file: process.execPath,
  args: [...command, 'publish', '--json'],
  env: { PLAINCODE_DATA: data },
  input: file,
});

/** Publishes an export by the publisher's own command, in a process of its own. */
export async function runPublisher(data: string, file: string, ...options: string[]): Promise<Published> {
  const input = await open(file);
  try {
    const child = spawn(process.execPath, [...command, 'publish', '--json', ...options], {
      env: { ...process.env, PLAINCODE_DATA: data },
      stdio: [input.fd, 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const status = await new Promise<number | null>((answer) => child.once('close', answer));
    if (status !== 0) throw new Error(`the publisher ended with status ${status}: ${output.slice(0, 500)}`);
    return JSON.parse(output);
  } finally {
    await input.close();
  }
}
