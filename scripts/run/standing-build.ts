import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runTool, runToolForOutput, runToolQuietly } from './processes.ts';
import { root } from './settings.ts';

/** A task of the build, as Turborepo plans it. */
export type BuildTask = {
  taskId: string;
  /** Of everything that the task is made from: another hash, another build. */
  hash: string;
  /** `<NONEXISTENT>` for a package that builds nothing and is there for what its sources mean to others. */
  command: string;
  /** Relative to the repository's root, as are the patterns of outputs to the folder. */
  directory: string;
  outputs: string[];
  excludedOutputs: string[] | null;
};

/** What builds, and where it notes down what stands. */
export type Builder = { root: string; plan: () => Promise<BuildTask[]>; build: () => Promise<void> };

/** Builds everything, telling what goes wrong as it comes. */
export function ensureBuilt(): Promise<'stood' | 'built'> {
  return buildWhatChanged({
    root,
    plan: () => planWithTurbo([]),
    build: () => runTool('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']),
  });
}

/** Builds the page templates alone, silent unless it fails. */
export function ensureTemplatesBuilt(): Promise<'stood' | 'built'> {
  const filter = '--filter=@plaincode/site';
  return buildWhatChanged({
    root,
    plan: () => planWithTurbo([filter]),
    build: () => runToolQuietly('turbo', ['run', 'build', filter]),
  });
}

/**
 * Writes nothing where everything stands as it was built: other processes may be reading it, and Turborepo writes each file
 * anew when it takes a build from its cache. A changed source, and an output that is missing or not what was built, is built.
 */
export async function buildWhatChanged({ root, plan, build }: Builder): Promise<'stood' | 'built'> {
  const planned = building(await plan());
  if (planned.every((task) => readStanding(root, task) === standingOf(root, task))) return 'stood';
  for (const task of planned) rmSync(standingFile(root, task), { force: true });
  await build();
  const built = building(await plan());
  // Sources that were changed meanwhile may be in it or not.
  for (const [index, task] of built.entries())
    if (planned[index]?.hash === task.hash) writeStanding(root, task);
  return 'built';
}

async function planWithTurbo(filter: string[]): Promise<BuildTask[]> {
  const { tasks } = JSON.parse(await runToolForOutput('turbo', ['run', 'build', '--dry=json', ...filter]));
  return tasks;
}

function building(tasks: BuildTask[]): BuildTask[] {
  return tasks.filter(({ command }) => command !== '<NONEXISTENT>');
}

/** The task's hash, and SHA-256 over the names and contents of all that it put out; null where there is nothing. */
function standingOf(root: string, { hash, directory, outputs, excludedOutputs }: BuildTask): string | null {
  const left = new Set((excludedOutputs ?? []).map(folderOf));
  const names = outputs.map(folderOf).flatMap((name) => filesBelow(join(root, directory), name, left));
  if (names.length === 0) return null;
  const all = createHash('sha256');
  for (const name of names.sort())
    all.update(`${JSON.stringify(name)} ${contentOf(join(root, directory, name))}\n`);
  return `${hash} ${all.digest('hex')}\n`;
}

/** Outputs are whole folders: what else a pattern can say would be read in another way here than by Turborepo. */
function folderOf(pattern: string): string {
  const [, name] = /^([^*?[{!]+)\/\*\*$/.exec(pattern) ?? [];
  if (name === undefined) throw new Error(`turbo.json: the output "${pattern}" is not a folder ("name/**")`);
  return name;
}

/** Names of the files in a folder and the folders below it, but for those that are left out. */
function filesBelow(base: string, folder: string, left: ReadonlySet<string>): string[] {
  if (left.has(folder) || !existsSync(join(base, folder))) return [];
  return readdirSync(join(base, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(base, name, left) : [name];
  });
}

function contentOf(path: string): string {
  if (lstatSync(path).isSymbolicLink()) return `link to ${JSON.stringify(readlinkSync(path))}`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Undefined where no build has been noted down: an output can then not be told from a damaged one. */
function readStanding(root: string, task: BuildTask): string | undefined {
  try {
    return readFileSync(standingFile(root, task), 'utf8');
  } catch {
    return undefined;
  }
}

function writeStanding(root: string, task: BuildTask): void {
  const standing = standingOf(root, task);
  if (standing === null) return;
  mkdirSync(join(root, standings), { recursive: true });
  writeFileSync(standingFile(root, task), standing);
}

const standings = join('.turbo', 'standing');

function standingFile(root: string, { taskId }: BuildTask): string {
  return join(root, standings, `${taskId.replaceAll(/[^a-z0-9]+/gi, '-')}.txt`);
}
