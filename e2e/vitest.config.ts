import { defineConfig } from 'vitest/config';

/** Browser stories: one at a time, each file against an installation of its own. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['stories/**/*.e2e.ts'],
    globalSetup: ['src/starter-data.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
