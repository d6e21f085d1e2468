import type { MadeArchive, MadeFile, MadeText } from '../corpus/made-file.ts';
import type { Random } from '../random.ts';
import { archiveFlaws } from './archive.ts';
import { byteMutators } from './bytes.ts';
import { columnMutators } from './columns.ts';
import { encodingMutators } from './encodings.ts';
import { lineMutators } from './lines.ts';
import type { Mutator } from './mutator.ts';
import { bookMutators, sheetMutators } from './sheet.ts';
import { xmlMutators } from './xml.ts';

/** A text within an input stays below this, so that the input stays below 50 KB. */
const largestText = 48 * 1024;

/** Where pieces of other texts come from, and what was done, for whoever looks at an input that broke a reader. */
export type Mutation = { random: Random; other: Buffer; how: string[] };

/** Does one thing to one text somewhere inside a file. */
export function mutateFile(file: MadeFile, mutation: Mutation): MadeFile {
  switch (file.kind) {
    case 'text':
    case 'xml':
      return mutateText(file, mutation);
    case 'gz':
      return { ...file, content: mutateText(file.content, mutation) };
    case 'zip':
    case 'xlsx':
      return mutateMember(file, mutation);
  }
}

/** Makes an archive lie; other files stay as they are. */
export function makeItLie(file: MadeFile, { random, how }: Mutation): MadeFile {
  if (file.kind !== 'zip' && file.kind !== 'xlsx') return file;
  const inner = file.members.findIndex(({ kind }) => kind === 'xlsx' || kind === 'zip');
  const archive = inner >= 0 && random.chance(0.5) ? file.members[inner] : undefined;
  if (archive !== undefined)
    return { ...file, members: file.members.with(inner, makeItLie(archive, { random, how, other: none })) };
  const name = random.pick(Object.keys(archiveFlaws));
  how.push(name);
  const flaw = archiveFlaws[name]?.(random);
  return flaw ? { ...file, flaw } : file;
}

const none = Buffer.alloc(0);

function mutateMember(file: MadeArchive, mutation: Mutation): MadeFile {
  const { random } = mutation;
  // The sheet is the last part; what the others say matters less.
  const at = random.chance(0.6) ? file.members.length - 1 : random.below(file.members.length);
  const member = file.members[at];
  return member ? { ...file, members: file.members.with(at, mutateFile(member, mutation)) } : file;
}

function mutateText(file: MadeText, { random, other, how }: Mutation): MadeText {
  const mutators = mutatorsFor(file, random);
  const name = random.pick(Object.keys(mutators));
  how.push(`${file.name}:${name}`);
  const changed = mutators[name]?.(file.data, random, other) ?? file.data;
  return { ...file, data: changed.subarray(0, largestText) };
}

function mutatorsFor({ kind, name }: MadeText, random: Random): Record<string, Mutator> {
  const kinds: Record<string, Mutator>[] = [byteMutators, encodingMutators];
  if (kind === 'text') kinds.push(lineMutators, lineMutators, columnMutators, columnMutators, byteMutators);
  else if (name.startsWith('xl/worksheets/'))
    kinds.push(sheetMutators, sheetMutators, sheetMutators, xmlMutators);
  else if (name.startsWith('xl/')) kinds.push(bookMutators, xmlMutators);
  else kinds.push(xmlMutators, xmlMutators, xmlMutators, lineMutators);
  return random.pick(kinds);
}
