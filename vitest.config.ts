import { defineConfig } from 'vitest/config';

/** Unit and integration tests stand beside their sources; the browser stories in `e2e` have a runner of their own. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.next/**', 'e2e/**'],
    pool: 'forks',
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest leaves one core to itself, which on a small machine is half of it.
    maxWorkers: '100%',
  },
});
