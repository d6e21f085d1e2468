import type { TaskConfig } from 'payload';
import type { CmsEnv } from '../env.ts';
import { lineOfWork } from '../releases/one-at-a-time.ts';
import { runPublish } from './run-publish.ts';

export type PublishSiteTask = { input: { run: string }; output: { run: string } };

/** Publishes the site: one at a time, in the order in which it was asked for. */
export function publishSite(env: CmsEnv): TaskConfig<PublishSiteTask> {
  return {
    slug: 'publish-site',
    label: 'Publish the site',
    inputSchema: [{ name: 'run', type: 'text', required: true }],
    outputSchema: [{ name: 'run', type: 'text', required: true }],
    retries: 0,
    concurrency: { key: () => 'publish-site', exclusive: true },
    handler: async ({ input, req }) => {
      await inTurn(req.payload, () => runPublish(env, req.payload, input.run));
      return { output: { run: input.run } };
    },
  };
}

/** Two looks at the queue in one moment may take up the same job: the second then finds its work done. */
const inTurn = lineOfWork();
