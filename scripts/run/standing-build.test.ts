import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Builder, type BuildTask, buildWhatChanged } from './standing-build.ts';

let root: string;
/** What the plan says of the sources. */
let sources: string;
let builds: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plaincode-standing-'));
  [sources, builds] = ['first', 0];
});

afterEach(() => rmSync(root, { recursive: true }));

const at = (name: string) => join(root, 'apps/site', name);

function task(): BuildTask {
  return {
    taskId: '@plaincode/site#build',
    hash: sources,
    command: 'astro build',
    directory: 'apps/site',
    outputs: ['.next/**', 'dist/**'],
    excludedOutputs: ['.next/cache/**'],
  };
}

const nothing = (): BuildTask => ({
  ...task(),
  taskId: '@plaincode/types#build',
  command: '<NONEXISTENT>',
  directory: 'packages/types',
});

const builder: Builder = {
  get root() {
    return root;
  },
  plan: async () => [task(), nothing()],
  build: async () => {
    builds += 1;
    mkdirSync(at('dist/server'), { recursive: true });
    mkdirSync(at('.next/cache'), { recursive: true });
    writeFileSync(at('dist/server/entry.mjs'), `from ${sources}`);
    writeFileSync(at('.next/.hidden'), 'hidden');
    writeFileSync(at('.next/cache/kept'), String(builds));
  },
};

const ensure = () => buildWhatChanged(builder);

describe('buildWhatChanged', () => {
  it('leaves alone what stands as it was built', async () => {
    expect(await ensure()).toBe('built');
    const before = statSync(at('dist/server/entry.mjs'));
    expect(await ensure()).toBe('stood');
    expect(statSync(at('dist/server/entry.mjs'))).toEqual(before);
    expect(builds).toBe(1);
  });

  it('does not mind what a build excludes from its outputs', async () => {
    await ensure();
    writeFileSync(at('.next/cache/kept'), 'by another process');
    expect(await ensure()).toBe('stood');
  });

  it('builds what was changed, and what was changed back', async () => {
    await ensure();
    for (const next of ['second', 'first']) {
      sources = next;
      expect(await ensure()).toBe('built');
      expect(readFileSync(at('dist/server/entry.mjs'), 'utf8')).toBe(`from ${next}`);
    }
  });

  it.each([
    ['deleted', () => rmSync(at('dist/server/entry.mjs'))],
    ['deleted, of a name with a dot', () => rmSync(at('.next/.hidden'))],
    ['deleted whole', () => rmSync(at('dist'), { recursive: true })],
    ['damaged', () => damage(at('dist/server/entry.mjs'))],
    ['joined by a file of other sources', () => writeFileSync(at('dist/server/old.mjs'), 'old')],
  ])('builds what was %s', async (_, change) => {
    await ensure();
    change();
    expect(await ensure()).toBe('built');
  });

  it('builds where nothing says how what stands came about', async () => {
    await builder.build();
    expect(await ensure()).toBe('built');
  });

  it('builds again after a build that failed half-way', async () => {
    await ensure();
    sources = 'second';
    const build = async () => {
      writeFileSync(at('dist/server/entry.mjs'), 'half');
      throw new Error('no memory left');
    };
    await expect(buildWhatChanged({ ...builder, plan: builder.plan, root, build })).rejects.toThrow();
    expect(await ensure()).toBe('built');
  });

  it('does not take for built what was changed while it was built', async () => {
    const build = async () => {
      await builder.build();
      sources = 'second';
    };
    expect(await buildWhatChanged({ ...builder, root, build })).toBe('built');
    expect(await ensure()).toBe('built');
    expect(readFileSync(at('dist/server/entry.mjs'), 'utf8')).toBe('from second');
  });
});

/** Another content of the same length, as old as the one before. */
function damage(file: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, readFileSync(file, 'utf8').toUpperCase());
  utimesSync(file, atime, mtime);
}
