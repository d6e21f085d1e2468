import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { jsonSchemaFiles, staleFiles } from './json-schema.ts';

/**
 * `node src/generate-json-schema.ts` writes `generated/`; with `--check` it writes nothing and ends with
 * status 1 when a file there is stale.
 */
const folder = new URL('../generated/', import.meta.url);
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

mkdirSync(folder, { recursive: true });
const expected = jsonSchemaFiles();
const present = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);
const stale = staleFiles(expected, present);

if (values.check && stale.length > 0) {
  console.error(
    `${stale.join('\n')}\nRun "node content-schemas/src/generate-json-schema.ts" and commit what it writes.`,
  );
  process.exitCode = 1;
} else if (values.check) {
  console.log(`${expected.size} generated schemas are up to date.`);
} else {
  for (const name of present.keys()) if (!expected.has(name)) rmSync(new URL(name, folder));
  for (const [name, text] of expected)
    if (text !== present.get(name)) writeFileSync(new URL(name, folder), text);
  console.log(`${expected.size} schemas, ${stale.length} of them changed.`);
}
