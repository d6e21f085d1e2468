import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeTextFonts } from './text-fonts.ts';

/**
 * `node build/fonts/generate-fonts.ts` writes the fonts in `src/fonts/`; with `--check` it writes nothing and ends with
 * status 1 when one there is stale.
 */
const folder = new URL('../../src/fonts/', import.meta.url);
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const fonts = await makeTextFonts();
const stale = [...fonts].filter(([name, bytes]) => {
  const file = new URL(name, folder);
  return !existsSync(file) || !readFileSync(file).equals(bytes);
});

if (!values.check) {
  for (const [name, bytes] of stale) writeFileSync(new URL(name, folder), bytes);
  console.log(`${fonts.size} fonts, ${stale.length} of them changed.`);
} else if (stale.length === 0) console.log(`${fonts.size} generated fonts are up to date.`);
else {
  const names = stale.map(([name]) => `apps/site/src/fonts/${name}`).join('\n');
  console.error(`${names}\nRun "node apps/site/build/fonts/generate-fonts.ts" and commit what it writes.`);
  process.exitCode = 1;
}
