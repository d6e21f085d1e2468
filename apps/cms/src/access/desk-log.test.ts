import { describe, expect, it } from 'vitest';
import { deskLog, loggedError } from './desk-log.ts';

describe('the log of the desk', () => {
  it('tells a query that failed without the values that it was to write', () => {
    const query = 'update "explanations" set "body" = ?';
    const cause = Object.assign(new Error('FOREIGN KEY constraint failed'), { code: 'SQLITE_CONSTRAINT' });
    const error = Object.assign(
      new Error(`Failed query: ${query}\nparams: A sealed\n    at last,of a text`, { cause }),
      { query, params: ['A sealed\n    at last', 'of a text'] },
    );
    const written = JSON.stringify(loggedError(new Error('Not saved', { cause: error })));
    for (const kept of [
      'Not saved',
      'Failed query: update',
      'FOREIGN KEY constraint failed',
      'desk-log.test',
    ])
      expect(written).toContain(kept);
    expect(written).not.toMatch(/sealed|at last|of a text|params/);
  });

  it('is kept so whoever asks for it', () => {
    const serializers = { err: loggedError };
    expect(deskLog()).toMatchObject({ options: { serializers } });
    expect(deskLog({ options: { level: 'warn' } })).toMatchObject({
      options: { level: 'warn', serializers },
    });
  });
});
