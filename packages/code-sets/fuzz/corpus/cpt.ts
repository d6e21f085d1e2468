import { joinLines } from '../../fixtures/made-files.ts';
import { packings, type Seed, textFile, zipFile } from './made-file.ts';

/** Invented codes and words: no descriptor of a licensed set stands anywhere here. */
const rows = [
  ['9X101', 'An invented procedure on a made-up limb', 'INVENTED PROC MADE-UP LIMB', 'INVENTED PROC'],
  ['9X102', 'A second invented procedure, each \u00e9bauche', 'SECOND INVENTED PROC', 'SECOND PROC'],
  ['9X201', 'A third one', 'THIRD ONE', 'THIRD'],
];
const notice = ['Sample notice.', 'All of it is made up.', ''];
const table = (column: number): Buffer =>
  Buffer.from(
    joinLines([...notice, ...rows.map((row) => `${row[0]}\t${row[column] ?? ''}`)]),
    column === 1 ? 'latin1' : 'utf8',
  );

const long = textFile('LONGULT.txt', table(1));
const given = { codeSet: 'spt', format: 'cpt', effective: '2030-01-01' } as const;

export const descriptors: Seed[] = [
  ...packings(long, given),
  ...packings(
    zipFile('spt-2030.zip', [long, textFile('MEDU.txt', table(2)), textFile('SHORTU.txt', table(3))]),
    given,
  ),
];
