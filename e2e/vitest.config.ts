import { defineConfig } from 'vitest/config';

/** Browser stories: two at a time, for each spends much of its time waiting; each file against an installation of its own. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['stories/**/*.e2e.ts'],
    globalSetup: ['src/starter-data.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // What an installation printed is told where its story fails.
    silent: 'passed-only',
    testTimeout: 400_000,
    hookTimeout: 300_000,
  },
});
