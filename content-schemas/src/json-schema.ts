import { z } from 'zod';
import * as contract from './index.ts';

/**
 * The contract as JSON Schema 2020-12: file name to content, one file for every exported zod schema, each
 * referring to the others by file name. Rules that only code can state (no two dots in a path, reserved
 * words) are not in it: parse with zod where that is possible.
 */
export function jsonSchemaFiles(): Map<string, string> {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contract))
    if (value instanceof z.ZodType && !registry.has(value)) registry.add(value, { id: kebabCase(name) });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${id}.json` });
  const files = Object.entries(schemas).map(([id, schema]): [string, string] => [
    `${id}.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Which generated files are not what the sources say, in words. `present` is what the folder holds now.
 * Empty when it is up to date.
 */
export function staleFiles(expected: Map<string, string>, present: Map<string, string>): string[] {
  const names = [...new Set([...expected.keys(), ...present.keys()])].sort();
  return names.flatMap((name) => {
    if (!present.has(name)) return [`${name} is missing`];
    if (!expected.has(name)) return [`${name} belongs to no schema`];
    return expected.get(name) === present.get(name) ? [] : [`${name} is out of date`];
  });
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
