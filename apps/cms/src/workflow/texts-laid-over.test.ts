import { describe, expect, it } from 'vitest';
import { TextsLaidOver } from './texts-laid-over.ts';

describe('texts laid over others', () => {
  const base = new Map([
    ['a/1', 'one'],
    ['a/2', 'two'],
    ['a/3', 'three'],
  ]);
  const over = new Map([
    ['a/2', 'new'],
    ['a/3', null],
    ['b/1', 'more'],
    ['b/2', null],
  ]);
  const whole = new Map([
    ['a/1', 'one'],
    ['a/2', 'new'],
    ['b/1', 'more'],
  ]);

  it('read as a copy with the changes made would', () => {
    const laid = new TextsLaidOver(base, over);
    expect(new Map(laid)).toEqual(whole);
    expect([...laid.keys()]).toEqual([...whole.keys()]);
    expect([...laid.values()]).toEqual([...whole.values()]);
    expect(laid.size).toBe(whole.size);
    for (const key of [...base.keys(), ...over.keys(), 'c/1'])
      expect([key, laid.get(key), laid.has(key)]).toEqual([key, whole.get(key), whole.has(key)]);
    const told: string[] = [];
    laid.forEach((revision, codeKey) => void told.push(`${codeKey} ${revision}`));
    expect(told).toEqual([...whole].map((pair) => pair.join(' ')));
  });

  it('leave what is under them as it is', () => {
    expect(new TextsLaidOver(base, over).get('a/3')).toBeUndefined();
    expect(base.get('a/3')).toBe('three');
  });
});
