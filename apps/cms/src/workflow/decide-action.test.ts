import { describe, expect, it } from 'vitest';
import {
  afterMerge,
  decideAction,
  decideEdit,
  offeredActions,
  type WorkflowRecord,
} from './decide-action.ts';
import { type Role, roles } from './permissions.ts';
import { type Action, actions, type State, states } from './states.ts';

const now = '2026-11-23T12:00:00.000Z';
const record = (state: State, editors: string[] = ['writer']): WorkflowRecord => ({
  state,
  editors,
  authors: ['former', 'last'],
  lastAuthors: ['last'],
  contentHash: 'h1',
  approval: state === 'approved' ? { hash: 'h1', by: 'checker', at: now } : null,
  note: null,
});
const step = (action: Action, contentHash = 'h1') => ({ action, contentHash, note: 'Say which dose unit.' });
const outcome = (state: State, role: Role, action: Action, read: boolean) => {
  const decision = decideAction(record(state), { id: 'someone', role }, step(action), [], now, read);
  return decision.ok ? decision.workflow.state : decision.refusal.code;
};

describe('decideAction', () => {
  it.each([false, true])('lets each role take each step in these states only; with readers: %s', (read) => {
    const allowed: string[] = [];
    for (const role of roles) {
      for (const state of states) {
        for (const action of actions) {
          const end = outcome(state, role, action, read);
          if ((states as readonly string[]).includes(end)) allowed.push(`${role}: ${state} ${action} ${end}`);
        }
      }
    }
    const writes = (role: Role) => [
      `${role}: draft submit in-review`,
      `${role}: changes-requested submit in-review`,
      `${role}: in-review take-back draft`,
      // A text that still has to leave the site is not begun anew.
      ...['approved', 'published', ...(read ? [] : ['withdrawn'])].map(
        (state) => `${role}: ${state} reopen draft`,
      ),
    ];
    const reviews = (role: Role) => [
      `${role}: in-review request-changes changes-requested`,
      `${role}: in-review approve approved`,
    ];
    const withdraws = (role: Role) =>
      ['approved', 'published', ...(read ? ['draft', 'in-review', 'changes-requested'] : [])].map(
        (state) => `${role}: ${state} withdraw withdrawn`,
      );
    expect(allowed.sort()).toEqual(
      [
        ...(['editor', 'reviewer', 'admin'] as const).flatMap(writes),
        ...(['reviewer', 'admin'] as const).flatMap(reviews),
        ...(['reviewer', 'publisher', 'admin'] as const).flatMap(withdraws),
      ].sort(),
    );
  });

  it('refuses approval by anyone who edited since the last approval, not only by the last of them', () => {
    const current = record('in-review', ['first', 'second']);
    for (const id of ['first', 'second']) {
      const decision = decideAction(current, { id, role: 'admin' }, step('approve'), [], now);
      expect(decision).toMatchObject({ ok: false, refusal: { code: 'four-eyes' } });
    }
  });

  it('binds the approval to the text that was read', () => {
    const person = { id: 'checker', role: 'reviewer' } as const;
    expect(decideAction(record('in-review'), person, step('approve', 'h0'), [], now)).toMatchObject({
      ok: false,
      refusal: { code: 'changed-since-read' },
    });
    expect(decideAction(record('in-review'), person, step('approve'), [], now)).toEqual({
      ok: true,
      workflow: {
        state: 'approved',
        editors: [],
        authors: ['former', 'last', 'writer'],
        lastAuthors: ['writer'],
        contentHash: 'h1',
        approval: { hash: 'h1', by: 'checker', at: now },
        note: null,
      },
    });
  });

  it('takes from readers what they have, whatever is written in it at that moment', () => {
    const person = { id: 'checker', role: 'reviewer' } as const;
    const withdraw = (state: State, read: boolean) =>
      decideAction(record(state), person, step('withdraw', 'h0'), [], now, read);
    expect(withdraw('draft', true)).toMatchObject({
      workflow: { state: 'withdrawn', editors: ['writer'], approval: null },
    });
    expect(withdraw('approved', false)).toMatchObject({ refusal: { code: 'changed-since-read' } });
    expect(withdraw('draft', false)).toMatchObject({ refusal: { code: 'wrong-state' } });
  });

  it('counts again whose words the approval approved that ended, and after a withdrawal everyone', () => {
    const person = { id: 'checker', role: 'reviewer' } as const;
    const reopened = (state: State) => decideAction(record(state, []), person, step('reopen'), [], now);
    for (const state of ['approved', 'published'] as const)
      expect(reopened(state)).toEqual({
        ok: true,
        workflow: { ...record('draft', ['last']), approval: null },
      });
    expect(reopened('withdrawn')).toMatchObject({
      workflow: { state: 'draft', editors: ['former', 'last'], approval: null },
    });
  });

  it('leaves somebody who may approve where two mended a word of each other and it was opened again', () => {
    const taken = (current: WorkflowRecord, id: string, action: Action) => {
      const decision = decideAction(current, { id, role: 'reviewer' }, step(action), [], now);
      if (!decision.ok) throw new Error(decision.refusal.code);
      return decision.workflow;
    };
    const first = taken(record('in-review', ['one']), 'two', 'approve');
    const second = taken({ ...first, state: 'in-review', editors: ['two'] }, 'one', 'approve');
    const again = taken(second, 'one', 'reopen');
    expect(again.editors).toEqual(['two']);
    const third = taken({ ...again, state: 'in-review' }, 'one', 'approve');
    expect(taken(third, 'two', 'reopen').editors).toEqual(['two']);
    const withdrawn = taken(third, 'one', 'withdraw');
    expect(taken(withdrawn, 'two', 'reopen').editors.toSorted()).toEqual(['former', 'last', 'one', 'two']);
  });

  it('refuses the anonymous, the incomplete and changes without a note', () => {
    expect(decideAction(record('draft'), null, step('submit'), [], now)).toMatchObject({
      refusal: { code: 'not-signed-in' },
    });
    const editor = { id: 'writer', role: 'editor' } as const;
    expect(decideAction(record('in-review'), editor, step('approve'), [], now)).toMatchObject({
      refusal: { code: 'role-may-not', details: ['It is for reviewers and admins.'] },
    });
    expect(decideAction(record('draft'), editor, step('submit'), ['Write it.'], now)).toMatchObject({
      refusal: { code: 'not-ready', details: ['Write it.'] },
    });
    const reviewer = { id: 'checker', role: 'reviewer' } as const;
    const empty = { action: 'request-changes', contentHash: 'h1', note: '  ' } as const;
    expect(decideAction(record('in-review'), reviewer, empty, [], now)).toMatchObject({
      refusal: { code: 'note-missing' },
    });
  });
});

describe('decideEdit', () => {
  const writer = { id: 'writer', role: 'editor' } as const;

  it('voids an approval and remembers the author, and the former ones where the text was withdrawn', () => {
    const { authors, lastAuthors } = record('draft');
    const edited = { state: 'draft', authors, lastAuthors, contentHash: 'h2', approval: null, note: null };
    for (const state of ['approved', 'published'] as const)
      expect(decideEdit(record(state, []), writer, 'h2')).toEqual({
        ok: true,
        workflow: { ...edited, editors: ['writer'] },
      });
    expect(decideEdit(record('withdrawn', []), writer, 'h2')).toEqual({
      ok: true,
      workflow: { ...edited, editors: ['former', 'last', 'writer'] },
    });
  });

  it('keeps every author until the next approval', () => {
    const second = { id: 'second', role: 'reviewer' } as const;
    const first = decideEdit(null, writer, 'h1');
    const edited = first.ok && decideEdit(first.workflow, second, 'h2');
    expect(edited).toMatchObject({ workflow: { editors: ['writer', 'second'] } });
  });

  it('does nothing when nothing changed', () => {
    const approved = record('approved', []);
    expect(decideEdit(approved, writer, 'h1')).toEqual({ ok: true, workflow: approved });
  });

  it('has the approval hold again once the text is the approved one again, and no other text', () => {
    const approval = { hash: 'h0', by: 'checker', at: now };
    for (const state of ['draft', 'in-review', 'changes-requested'] as const)
      for (const then of ['approved', 'published', 'superseded'] as const) {
        const current = { ...record(state, ['writer', 'second']), note: 'Say more.' };
        expect(decideEdit(current, writer, 'h0', { ...approval, state: then })).toEqual({
          ok: true,
          workflow: { ...current, state: then, editors: [], contentHash: 'h0', approval, note: null },
        });
        expect(decideEdit(current, writer, 'h2', { ...approval, state: then })).toMatchObject({
          workflow: { state, editors: ['writer', 'second'], approval: null, note: 'Say more.' },
        });
      }
    expect(
      decideEdit(record('withdrawn', []), writer, 'h0', { ...approval, state: 'approved' }),
    ).toMatchObject({ workflow: { state: 'draft', approval: null } });
  });

  it('refuses to rewrite what a later edition replaced', () => {
    expect(decideEdit(record('superseded', []), writer, 'h2')).toMatchObject({
      refusal: { code: 'superseded' },
    });
    expect(decideEdit(record('superseded', []), writer, 'h1').ok).toBe(true);
  });
});

describe('afterMerge', () => {
  it('counts who says so among those who wrote, wherever the text is still to be approved', () => {
    for (const state of ['draft', 'in-review', 'changes-requested', 'withdrawn'] as const)
      expect(afterMerge(record(state), 'merger', ['corrector'])).toEqual({
        ...record(state),
        editors: ['writer', 'merger'],
        authors: ['former', 'last', 'corrector'],
      });
  });

  it('ends an approval that knew nothing of the correction, and counts again whose words it approved', () => {
    expect(afterMerge(record('approved', []), 'merger', ['corrector'])).toEqual({
      ...record('draft', ['last', 'merger']),
      authors: ['former', 'last', 'corrector'],
    });
  });

  it('leaves what readers have, or had, as it stands', () => {
    for (const state of ['published', 'superseded'] as const)
      expect(afterMerge(record(state, []), 'merger', ['corrector'])).toEqual(record(state, []));
  });
});

describe('offeredActions', () => {
  it('leaves out what the role never does', () => {
    const actionsOf = (role: Role) =>
      offeredActions(record('in-review'), { id: 'someone', role }, []).map(({ action }) => action);
    expect(actionsOf('editor')).toEqual(['take-back']);
    expect(actionsOf('publisher')).toEqual([]);
    const read = offeredActions(record('in-review'), { id: 'someone', role: 'publisher' }, [], true);
    expect(read.map(({ action, allowed }) => [action, allowed])).toEqual([['withdraw', true]]);
  });

  it('says why a step is closed to a person', () => {
    const offered = offeredActions(record('in-review', ['checker']), { id: 'checker', role: 'reviewer' }, []);
    expect(offered.map(({ action, allowed, refusal }) => [action, allowed, refusal?.code])).toEqual([
      ['take-back', true, undefined],
      ['request-changes', true, undefined],
      ['approve', false, 'four-eyes'],
    ]);
  });
});
