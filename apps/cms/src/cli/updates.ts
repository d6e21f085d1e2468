import { type ListedUpdate, listUpdates } from '../updates/list-updates.ts';
import { changeKinds, itemStates } from '../workflow/work-item.ts';
import type { Command } from './command.ts';
import { withDesk } from './open-desk.ts';
import { count } from './progress.ts';

type UpdatesCommand = Extract<Command, { name: 'updates' }>;

/** `updates`: what the updates hold, by kind of change and state. Returns the exit status. */
export function showUpdates({ edition, json }: UpdatesCommand): Promise<0 | 1> {
  return withDesk(async (payload) => {
    const updates = await listUpdates(payload, new Date().toISOString().slice(0, 10), edition);
    if (edition !== undefined && updates.length === 0) {
      const message = `There is no update to the edition "${edition}".`;
      if (json) process.stdout.write(`${JSON.stringify({ ok: false, message })}\n`);
      else process.stderr.write(`${message}\n`);
      return 1;
    }
    process.stdout.write(json ? `${JSON.stringify({ updates })}\n` : updatesText(updates));
    return 0;
  });
}

function updatesText(updates: readonly ListedUpdate[]): string {
  if (updates.length === 0) return 'No update is held: the first edition of a set opens none.\n';
  return updates.map(updateText).join('\n');
}

function updateText({ label, edition, from, state, counts }: ListedUpdate): string {
  const { total, done, overdue } = counts;
  const late = overdue > 0 ? `, ${count(overdue)} overdue` : '';
  const head = `${label} (${edition}), compared with ${from}, ${state}: ${count(done)} of ${count(total)} done${late}`;
  const rows = counts.kinds.map(({ kind, total: all, states }) => {
    const parts = Object.entries(itemStates).flatMap(([name, words]) => {
      const number = states[name as keyof typeof itemStates];
      return number > 0 ? [`${count(number)} ${words.toLowerCase()}`] : [];
    });
    return `  ${count(all).padStart(7)} ${changeKinds[kind].padEnd(24)} ${parts.join(', ')}`;
  });
  return [head, ...rows, ''].join('\n');
}
