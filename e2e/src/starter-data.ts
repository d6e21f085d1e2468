import { cp, rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../scripts/run/standing-build.ts';
import { appCommand, emptyInstallation, type Installation, plaincode } from './installation.ts';
import { freeLanes, type Ports } from './ports.ts';

/** Ports, and the starter's data for them: the addresses of a site stand in what is published. */
export type Lane = {
  ports: Ports;
  /** A data folder with the starter's content, as `npm start` makes it before anything is published. */
  seeded: string;
  /** The same with its first release. */
  published: string;
};

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for every story that may run at a time. */
    lanes: Lane[];
  }
}

/** Builds what changed, brings the starter's content in and publishes it once: every story begins with a copy. */
export default async function starterData(project: TestProject): Promise<() => Promise<void>> {
  await ensureBuilt();
  const [first, ...others] = await freeLanes(project.config.maxWorkers);
  if (!first) throw new Error('Vitest runs no worker.');
  const seeded = await emptyInstallation(first);
  const made: Installation[] = [seeded];
  const remove = async () => {
    for (const { data } of made) await rm(data, { recursive: true, force: true });
  };
  try {
    mustSucceed(await appCommand(seeded, 'apps/cms/src/cli/main.ts', ['seed-demo']));
    const lanes = [first, ...others].map(async (ports): Promise<Lane> => {
      const published = await emptyInstallation(ports);
      made.push(published);
      await cp(seeded.data, published.data, { recursive: true });
      mustSucceed(await plaincode(published, ['publish', '--reason', 'Starter']));
      return { ports, seeded: seeded.data, published: published.data };
    });
    project.provide('lanes', await Promise.all(lanes));
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}

function mustSucceed({ status, stderr }: { status: number; stderr: string }): void {
  if (status !== 0) throw new Error(`The starter could not be made ready.\n${stderr}`);
}
