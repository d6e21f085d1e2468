import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemaFiles, staleFiles } from './json-schema.ts';

const folder = new URL('../generated/', import.meta.url);

test('the generated JSON Schema is what the zod sources say', () => {
  const present = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
  expect(staleFiles(jsonSchemaFiles(), present)).toEqual([]);
});

test('every reference between the files leads to a file', () => {
  const files = jsonSchemaFiles();
  for (const text of files.values())
    for (const [, target] of text.matchAll(/"\$ref": "([^"#]+)"/g))
      expect(files.has(target ?? '')).toBe(true);
});

test('what is missing, changed or left over is named', () => {
  const expected = new Map([
    ['a.json', '1'],
    ['b.json', '2'],
  ]);
  const present = new Map([
    ['b.json', '3'],
    ['c.json', '4'],
  ]);
  expect(staleFiles(expected, present)).toEqual([
    'a.json is missing',
    'b.json is out of date',
    'c.json belongs to no schema',
  ]);
});
