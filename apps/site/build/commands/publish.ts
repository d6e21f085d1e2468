import { createReadStream, fstatSync } from 'node:fs';
import { planPublish, publish } from '@plaincode/publish';
import type { PublisherEnv } from '../env.ts';
import { describePlan, describeReport } from '../print-report.ts';
import { createProgress } from '../progress.ts';
import { createPublisher } from '../publisher.ts';

export type PublishOptions = { full: boolean; check: boolean; json: boolean };

/** `publish`: reads an export from standard input, and prints what became of it. */
export async function runPublish(env: PublisherEnv, { full, check, json }: PublishOptions): Promise<void> {
  const publisher = createPublisher(env);
  try {
    if (check) {
      const plan = await planPublish(publisher, openInput(), { full });
      console.log(json ? JSON.stringify(plan) : describePlan(plan));
      return;
    }
    const onProgress = createProgress(process.stderr);
    const report = await publish({ ...publisher, onProgress }, openInput(), { full });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    console.log(json ? JSON.stringify(report) : describeReport(report));
  } finally {
    await publisher.close();
  }
}

/** What is read at a time of an export that is a file: by Node's 64 KiB the workers wait for the disk's queue, not for the disk. */
const readAtOnce = 1024 * 1024;

function openInput(): AsyncIterable<Uint8Array> {
  const { stdin } = process;
  const isFile = fstatSync(stdin.fd).isFile();
  return isFile ? createReadStream('', { fd: stdin.fd, autoClose: false, highWaterMark: readAtOnce }) : stdin;
}
