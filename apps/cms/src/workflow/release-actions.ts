import { mayPublish, type Role } from './permissions.ts';
import type { ReleaseKind, ReleaseState } from './release.ts';

export const releaseActions = ['list-again', 'schedule', 'publish', 'cancel', 'revert'] as const;
export type ReleaseAction = (typeof releaseActions)[number];

type Rule = { kinds: readonly ReleaseKind[]; from: readonly ReleaseState[] };

const edition: readonly ReleaseKind[] = ['edition'];
const all: readonly ReleaseKind[] = ['everyday', 'edition', 'revert'];

/** Kind × state × action: whatever is not here is refused. */
const rules: Record<ReleaseAction, Rule> = {
  'list-again': { kinds: edition, from: ['open', 'scheduled'] },
  schedule: { kinds: edition, from: ['open'] },
  publish: { kinds: all, from: ['open', 'scheduled'] },
  cancel: { kinds: all, from: ['open', 'scheduled'] },
  revert: { kinds: all, from: ['published'] },
};

type Standing = { kind: ReleaseKind; state: ReleaseState };

/** Whether a release of this kind and state allows the step, whoever takes it. */
export function releaseAllows(action: ReleaseAction, { kind, state }: Standing): boolean {
  return rules[action].kinds.includes(kind) && rules[action].from.includes(state);
}

/** The steps that a person is offered: those who publish, and nobody else. */
export function offeredReleaseActions(
  release: Standing,
  role: Role | null,
): { action: ReleaseAction; label: string }[] {
  if (!mayPublish(role)) return [];
  return releaseActions
    .filter((action) => releaseAllows(action, release))
    .map((action) => ({ action, label: labelOf(action, release) }));
}

function labelOf(action: ReleaseAction, { state }: Standing): string {
  if (action === 'cancel') return state === 'scheduled' ? 'Take from the schedule' : 'Give up';
  return { 'list-again': 'List again', schedule: 'Schedule', publish: 'Publish now', revert: 'Take back' }[
    action
  ];
}
