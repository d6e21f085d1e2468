import { setFlagsFromString } from 'node:v8';
import { isDiskFull } from '../database/disk-full.ts';
import { type Command, parseCommand } from './command.ts';
import { UsageError, usage, usageOf } from './usage.ts';

/* Loading Payload makes 200 MB of short-lived objects, and a young generation that may grow keeps that memory
   for good. Held small it costs a second of collecting and halves the peak. */
setFlagsFromString('--max-semi-space-size=4');
setFlagsFromString('--semi-space-growth-factor=1');

/**
 * Runs one command and returns its exit status. The desk itself is loaded only by the commands that need it,
 * so that help and wrong use answer at once.
 */
async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'migrate':
      return (await import('./migrate.ts')).migrate();
    case 'import':
      return (await import('./import-files.ts')).importFiles(command);
    case 'code-sets':
      return (await import('./code-sets.ts')).codeSets(command);
    case 'explanations':
      return (await import('./bring-in.ts')).importExplanations(command);
    case 'updates':
      return (await import('./updates.ts')).showUpdates(command);
    case 'seed-demo':
      return (await import('./seed-starter.ts')).seedStarter(command);
    case 'export':
      return (await import('./export-pages.ts')).exportPages(command);
    case 'release':
      return (await import('./release.ts')).release(command);
    case 'serve':
      return (await import('../serve.ts')).serve();
    case 'staff-create':
      return (await import('./create-account.ts')).createAccount(command);
    case 'staff-role':
      return (await import('./staff-role.ts')).staffRole(command);
    case 'settings':
      return (await import('./settings.ts')).settings(command);
    case 'audit':
      return (await import('./audit.ts')).audit(command);
  }
}

/* Whoever reads our output may have seen enough (`| head`): that is no error of ours. An export is done with then;
   an import goes on, as does whatever only lost its progress line. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (process.argv[2] !== 'import') process.exit(0);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${usageOf(process.argv[2])}`);
  else if (error instanceof Error && error.name === 'DeskNotReady')
    process.stderr.write(`${error.message}\n`);
  else if (isDiskFull(error))
    process.stderr.write(
      'The disk is full. Free some space and run the command again: nothing half done is visible.\n',
    );
  else console.error(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
