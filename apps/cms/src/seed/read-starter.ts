import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { formatProblem, type Problem } from '@plaincode/content-schemas';
import { at } from './front-matter.ts';
import { parseExplanation, type StarterExplanation } from './parse-explanation.ts';
import { type StarterSettings, starterSettings } from './starter-settings.ts';

export interface Starter {
  folder: string;
  settings: StarterSettings;
  explanations: { codeSet: string; explanation: StarterExplanation }[];
}

/** The starter content is not whole; every problem by file and line. */
export class StarterRefused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(['The starter content cannot be used.', ...problems.map(formatProblem)].join('\n'));
    this.name = 'StarterRefused';
    this.problems = problems;
  }
}

/** Reads a folder of starter content whole, before anything is written. Throws `StarterRefused`. */
export async function readStarter(folder: string): Promise<Starter> {
  const settings = await readSettings(folder);
  const problems: Problem[] = [];
  const explanations: Starter['explanations'] = [];
  for (const codeSet of settings.codeSystems.map(({ slug }) => slug)) {
    const names = await readdir(join(folder, 'explanations', codeSet)).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.md')).sort()) {
      const file = join('explanations', codeSet, name);
      const parsed = parseExplanation(file, await readFile(join(folder, file), 'utf8'));
      if (parsed.ok) explanations.push({ codeSet, explanation: parsed.explanation });
      else problems.push(...parsed.problems);
    }
  }
  if (problems.length > 0) throw new StarterRefused(problems);
  return { folder, settings, explanations };
}

async function readSettings(folder: string): Promise<StarterSettings> {
  const file = join(folder, 'settings.json');
  const name = relative(folder, file);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    throw new StarterRefused([
      at(file, 1, 'no-settings', 'There is no such file.', 'Name the folder of the starter content.'),
    ]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StarterRefused([
      at(
        name,
        1,
        'no-json',
        `This is no JSON: ${error instanceof Error ? error.message : error}.`,
        'Mend it.',
      ),
    ]);
  }
  const parsed = starterSettings.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new StarterRefused(
    parsed.error.issues.map((issue) =>
      at(name, 1, 'bad-settings', `${issue.path.join('.')}: ${issue.message}.`, 'Mend the entry.'),
    ),
  );
}
