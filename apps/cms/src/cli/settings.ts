import type { Payload } from 'payload';
import { approveAsOperator } from '../second-person/decide.ts';
import { allPending, type Waiting } from '../second-person/documents.ts';
import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';

type SettingsCommand = Extract<Command, { name: 'settings' }>;

/** `settings` and `settings approve`. Returns the exit status. */
export function settings(command: SettingsCommand): Promise<0 | 1> {
  return withDesk(async (payload) => {
    const waiting = await allPending(payload);
    if (command.action === 'approve') return approve(payload, waiting, command.change);
    process.stdout.write(waiting.length === 0 ? nothing : waiting.map(waitingText).join('\n'));
    return 0;
  });
}

const nothing = 'No change waits for a second person.\n';

async function approve(payload: Payload, waiting: Waiting[], change: string | undefined): Promise<0 | 1> {
  const [chosen, another] = waiting.filter(({ pending }) => pending.hash.startsWith(change ?? ''));
  if (!chosen || another) {
    const which = 'Name one change by the letters before it: settings approve CHANGE.\n';
    process.stderr.write(waiting.length === 0 ? nothing : `${which}${waiting.map(waitingText).join('\n')}`);
    return 1;
  }
  try {
    await approveAsOperator(payload, chosen);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WorkflowRefused') throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  process.stdout.write(`In effect:\n${waitingText(chosen)}`);
  return 0;
}

function waitingText({ title, pending }: Waiting): string {
  const lines = pending.changes.map(
    ({ field, from, to }) => `    ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}\n`,
  );
  const { hash, byName, at, password } = pending;
  const known = password ? `    its password was set by ${password.byName} at ${password.at}\n` : '';
  return `${hash.slice(0, 8)}  ${title}, proposed by ${byName} at ${at}\n${lines.join('')}${known}`;
}
