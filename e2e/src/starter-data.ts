import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { appCommand, emptyInstallation } from './installation.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder with the starter's content, as `npm start` makes it before anything is published. */
    starterData: string;
  }
}

/** Brings the starter's content in once: every story begins with a copy of it. */
export default async function starterData(project: TestProject): Promise<() => Promise<void>> {
  const installation = await emptyInstallation();
  const seeded = await appCommand(installation, 'apps/cms/src/cli/main.ts', ['seed-demo']);
  if (seeded.status !== 0)
    throw new Error(`The starter's content could not be brought in.\n${seeded.stderr}`);
  project.provide('starterData', installation.data);
  return () => rm(installation.data, { recursive: true, force: true });
}
