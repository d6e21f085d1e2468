import { describe, expect, it } from 'vitest';
import { publishAsked } from './publish.ts';

describe('publishAsked', () => {
  it('keeps for the publisher what the publisher knows', () => {
    expect(publishAsked(['--full', '--reason', 'Autumn', '--edition', 'spt/2027', '--json'])).toEqual({
      reason: 'Autumn',
      edition: 'spt/2027',
      check: false,
      rest: ['--full', '--json'],
    });
  });

  it('passes a check on', () => {
    expect(publishAsked(['--check'])).toEqual({
      reason: null,
      edition: null,
      check: true,
      rest: ['--check'],
    });
    expect(publishAsked(['--edition']).edition).toBe('');
  });
});
