// npm run check: the quick part of npm test (format, lint, types, generated files).
import { runTool } from './run/processes.ts';

await runTool('biome', ['check', '.']);
await runTool('tsc', ['-b']);
await runTool('pnpm', ['-r', 'run', 'generate', '--check']);
