import type { Given } from '../src/read-official-file.ts';
import { type MadeFile, pack, type Seed } from './corpus/made-file.ts';
import type { Reader } from './corpus/readers.ts';
import { plantBomb } from './mutators/bombs.ts';
import { byteMutators } from './mutators/bytes.ts';
import { type Mutation, makeItLie, mutateFile } from './mutators/mutate-file.ts';
import { Random } from './random.ts';

/** One mutated file. `how` names what was done to it; `archive` is true for an archive that is whole itself. */
export type Input = { name: string; given: Given; bytes: Buffer; how: string[]; archive: boolean };

/** Bytes of the largest input. */
export const largestInput = 50 * 1024;

/** So few, since each costs as much as hundreds of other inputs. */
const shareOfBombs = 0.0007;
const shareOfLies = 0.12;
const shareOfDamagedPackings = 0.12;

/** Input `index` of a reader: the same seed gives the same bytes, whichever inputs were made before. */
export function makeInput({ name, seeds }: Reader, seed: number, index: number): Input {
  const random = new Random(`${seed} ${name} ${index}`);
  const base = random.pick(seeds);
  if (random.chance(shareOfBombs)) return makeBomb(base, random);
  const mutation: Mutation = { random, other: random.pick(textsOf(random.pick(seeds).file)), how: [] };
  let { file } = base;
  for (let left = random.pick([0, 1, 1, 1, 1, 2, 2, 3, 6]); left > 0; left -= 1)
    file = mutateFile(file, mutation);
  const lies = random.chance(shareOfLies);
  if (lies) file = makeItLie(file, mutation);
  const whole = pack(file);
  const damaged = random.chance(shareOfDamagedPackings) ? damagePacking(whole, mutation) : whole;
  const bytes = damaged.subarray(0, largestInput);
  const archive = file.kind === 'zip' && !lies && bytes.equals(whole);
  return { name: file.name, given: base.given, bytes, how: mutation.how, archive };
}

function makeBomb(base: Seed, random: Random): Input {
  const { file, given } = plantBomb(base, random);
  return {
    name: file.name,
    given,
    bytes: pack(file).subarray(0, largestInput),
    how: ['bomb'],
    archive: false,
  };
}

function damagePacking(bytes: Buffer, { random, other, how }: Mutation): Buffer {
  const name = random.pick(Object.keys(byteMutators));
  how.push(name);
  return byteMutators[name]?.(bytes, random, other) ?? bytes;
}

function textsOf(file: MadeFile): Buffer[] {
  if ('data' in file) return [file.data];
  return file.kind === 'gz' ? textsOf(file.content) : file.members.flatMap(textsOf);
}
