import { describe, expect, it } from 'vitest';
import { createKey, KeyError, parseKey, parseRootKeySet, rootKey } from './keys.ts';

const key = createKey();

describe('root keys', () => {
  it('reads a key set', () => {
    const set = parseRootKeySet(JSON.stringify({ current: 'k2', keys: { k1: createKey(), k2: key } }));
    expect(set.current).toBe('k2');
    expect(rootKey(set, 'k2')).toEqual(parseKey(key));
  });

  it.each([
    ['nothing', ''],
    ['no keys', '{"current":"k1"}'],
    ['a current key that is not there', JSON.stringify({ current: 'k9', keys: { k1: key } })],
    ['a key of another length', JSON.stringify({ current: 'k1', keys: { k1: key.slice(2) } })],
    ['an id that is not a slug', JSON.stringify({ current: 'K 1', keys: { 'K 1': key } })],
    ['a name of the language for a key', JSON.stringify({ current: 'constructor', keys: { k1: key } })],
  ])('refuses %s, and never says a key', (_, json) => {
    const read = () => parseRootKeySet(json);
    expect(read).toThrow(KeyError);
    expect(read).not.toThrow(key);
  });

  it('does not find a key that the set does not hold', () => {
    expect(() => rootKey({ current: 'k1', keys: { k1: key } }, 'toString')).toThrow(KeyError);
  });

  it('makes a new key every time', () => {
    expect(createKey()).not.toBe(createKey());
    expect(parseKey(createKey())).toHaveLength(32);
  });
});
