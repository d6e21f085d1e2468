import { defineConfig } from 'vitest/config';

/**
 * Browser stories, each file against an installation of its own. One at a time: `npm start` and `plaincode publish` see to
 * the build, whose files others would be reading.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['stories/**/*.e2e.ts'],
    globalSetup: ['src/starter-data.ts'],
    pool: 'forks',
    maxWorkers: 1,
    // What an installation printed is told where its story fails.
    silent: 'passed-only',
    testTimeout: 240_000,
    hookTimeout: 300_000,
  },
});
