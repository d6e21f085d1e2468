import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateImportMap, getPayload } from 'payload';
import { env } from '../env.ts';
import config from '../payload.config.ts';
import { generatedTypes } from './generate-types.ts';

/**
 * Writes what is generated from the config: `types`, `import-map`, `migration NAME`, or `all` for the first
 * two. `types --check` writes nothing and fails where the committed file is not what the config gives.
 */
async function main([what = 'all', name]: string[]): Promise<number> {
  const desk = await config;
  if (what === 'types' || what === 'all') {
    const file = desk.typescript.outputFile ?? '';
    const types = await generatedTypes(desk);
    if (name === '--check') return readFileSync(file, 'utf8') === types ? 0 : 1;
    writeFileSync(file, types);
  }
  if (what === 'import-map' || what === 'all') await generateImportMap(desk, { log: false, force: true });
  if (what === 'migration') await generateMigration(name ?? 'change');
  return 0;
}

/** Writes the SQL from the last migration's schema to this one's, and an index that Node itself can load. */
async function generateMigration(name: string): Promise<void> {
  const payload = await getPayload({ config, disableDBConnect: true, disableOnInit: true });
  const folder = join(env.root, 'apps', 'cms', 'src', 'migrations');
  payload.db.migrationDir = folder;
  await payload.db.createMigration({ payload, migrationName: name, skipEmpty: true });
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort();
  for (const each of names) typeImports(join(folder, `${each}.ts`));
  const lines = names.map((each) => `import * as migration_${each} from './${each}.ts';`);
  const entries = names.map(
    (each) => `  { up: migration_${each}.up, down: migration_${each}.down, name: '${each}' },`,
  );
  writeFileSync(
    join(folder, 'index.ts'),
    [...lines, '', 'export const migrations = [', ...entries, '];', ''].join('\n'),
  );
}

/** Node strips types but keeps imports, so the imports of types have to say that they are. */
function typeImports(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(
      'import { MigrateUpArgs, MigrateDownArgs, sql }',
      'import { type MigrateUpArgs, type MigrateDownArgs, sql }',
    ),
  );
}

process.exit(await main(process.argv.slice(2)));
