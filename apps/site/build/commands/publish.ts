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
      const plan = await planPublish(publisher, process.stdin, { full });
      console.log(json ? JSON.stringify(plan) : describePlan(plan));
      return;
    }
    const onProgress = createProgress(process.stderr);
    const report = await publish({ ...publisher, onProgress }, process.stdin, { full });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    console.log(json ? JSON.stringify(report) : describeReport(report));
  } finally {
    await publisher.close();
  }
}
