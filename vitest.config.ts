import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/.next/**', 'e2e/**'];

/** Files that put something else in the place of a module: what they load must not reach another file. */
const replacingModules = ['apps/cms/src/imports/import-whole.int.test.ts'];

/** Unit and integration tests stand beside their sources; the browser stories in `e2e` have a runner of their own. */
export default defineConfig({
  test: {
    pool: 'forks',
    environment: 'node',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest leaves one core to itself, which on a small machine is half of it.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'apart', include: replacingModules, exclude } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...replacingModules],
          // Loading the desk costs more than the tests of most files: a worker loads it once, for all that it runs.
          isolate: false,
        },
      },
    ],
  },
});
