import { describe, expect, it } from 'vitest';
import { decideThread, offeredThreadSteps, type ThreadRecord } from './thread.ts';

const thread = (more: Partial<ThreadRecord> = {}): ThreadRecord => ({
  kind: 'comment',
  state: 'open',
  author: 'rosa',
  ...more,
});
const rosa = { id: 'rosa', role: 'reviewer' } as const;
const emil = { id: 'emil', role: 'editor' } as const;
const paula = { id: 'paula', role: 'publisher' } as const;
const codeOf = (...asked: Parameters<typeof decideThread>) => {
  const decision = decideThread(...asked);
  return decision.ok ? decision.state : decision.refusal.code;
};

describe('decideThread', () => {
  it('lets writers and the author settle a remark, and open it again', () => {
    expect(offeredThreadSteps(thread(), emil)).toEqual(['resolve']);
    expect(offeredThreadSteps(thread(), rosa)).toEqual(['resolve', 'withdraw']);
    expect(offeredThreadSteps(thread(), paula)).toEqual([]);
    expect(offeredThreadSteps(thread({ author: 'paula' }), paula)).toEqual(['resolve', 'withdraw']);
    expect(offeredThreadSteps(thread({ state: 'resolved' }), emil)).toEqual(['reopen']);
    expect(offeredThreadSteps(thread(), null)).toEqual([]);
  });

  it('lets somebody else than its author accept or decline a suggestion', () => {
    const made = thread({ kind: 'suggestion' });
    expect(offeredThreadSteps(made, emil)).toEqual(['accept', 'decline']);
    expect(codeOf(made, rosa, 'accept')).toBe('suggestion-own');
    expect(codeOf(made, paula, 'accept')).toBe('role-may-not');
    expect(codeOf(made, emil, 'decline')).toBe('why-missing');
    expect(codeOf(made, emil, 'decline', 'It is right as it is.')).toBe('declined');
    expect(codeOf(made, emil, 'resolve')).toBe('comment-state');
    expect(offeredThreadSteps({ ...made, state: 'accepted' }, emil)).toEqual([]);
    expect(offeredThreadSteps({ ...made, state: 'declined' }, emil)).toEqual(['reopen']);
  });

  it('lets nobody withdraw what another person said', () => {
    expect(codeOf(thread(), emil, 'withdraw')).toBe('comment-of-another');
    expect(codeOf(thread(), rosa, 'withdraw')).toBe('withdrawn');
    expect(codeOf(thread({ state: 'withdrawn' }), rosa, 'withdraw')).toBe('comment-state');
  });
});
