import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Who may import which of our packages: secrets and the public side follow these arrows. */
const allowed: { folder: string; ours: string[] }[] = [
  { folder: 'content-schemas', ours: [] },
  { folder: 'packages/types', ours: ['content-schemas'] },
  { folder: 'packages/code-sets', ours: ['content-schemas', 'types'] },
  { folder: 'packages/sealing', ours: [] },
  { folder: 'packages/search', ours: ['content-schemas'] },
  { folder: 'packages/publish', ours: ['content-schemas', 'types', 'sealing', 'search'] },
  { folder: 'apps/cms', ours: ['content-schemas', 'types', 'code-sets'] },
  { folder: 'apps/gate', ours: ['content-schemas', 'types', 'sealing', 'search'] },
  { folder: 'apps/site/src', ours: ['content-schemas', 'types', 'sealing', 'search'] },
  { folder: 'apps/site/build', ours: ['content-schemas', 'types', 'sealing', 'publish'] },
  { folder: 'scripts', ours: [] },
];

/** Frameworks stay in the apps: packages are passed functions. */
const frameworks = /^(?:payload|@payloadcms\/|next|react|astro|hono|@hono\/)/;

test.each(allowed)('$folder imports only what it may', ({ folder, ours }) => {
  const wrong: string[] = [];
  for (const file of sources(join(root, folder))) {
    for (const target of importsOf(readFileSync(file, 'utf8'))) {
      const own = /^@plaincode\/([\w-]+)/.exec(target)?.[1];
      const tests = /\.test\.ts$|\/testing\//.test(file);
      const strays = target.startsWith('.') && leaves(folder, file, target);
      const foreign = own !== undefined && !ours.includes(own) && !tests;
      const framework = folder.startsWith('packages/') && frameworks.test(target);
      if (strays || foreign || framework) wrong.push(`${relative(root, file)} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('only the gate and the publisher read the root keys', () => {
  const readers = allowed
    .flatMap(({ folder }) => sources(join(root, folder)))
    .filter((file) => !/\.test\.ts$/.test(file) && readFileSync(file, 'utf8').includes('root-keys.json'))
    .map((file) => relative(root, file).split('/').slice(0, 3).join('/'));
  const other = readers.filter(
    (place) =>
      !/^(?:apps\/gate|apps\/site\/build|packages\/sealing|packages\/publish|scripts\/run)/.test(place),
  );
  expect(other).toEqual([]);
});

test('a test that replaces a module runs apart from the others, which share what a worker has loaded', () => {
  const replacing = allowed
    .flatMap(({ folder }) => sources(join(root, folder)))
    .filter((file) => /\bvi\.(?:mock|doMock)\(['"(]/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(root, file));
  const apart = readFileSync(join(root, 'vitest.config.ts'), 'utf8');
  expect(replacing).not.toEqual([]);
  expect(replacing.filter((file) => !apart.includes(`'${file}'`))).toEqual([]);
});

/** A relative import that leaves its own workspace package. */
function leaves(folder: string, file: string, target: string): boolean {
  const home = folder.startsWith('apps/site') ? 'apps/site' : folder;
  return relative(join(root, home), resolve(file, '..', target)).startsWith('..');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|astro|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(?:node_modules|\.types|\.next|\.astro|dist)\//.test(file));
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}
