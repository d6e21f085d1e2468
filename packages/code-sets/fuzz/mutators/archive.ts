import type { ZipMember } from '../../fixtures/made-files.ts';
import type { Random } from '../random.ts';

export type ArchiveFlaw = (members: ZipMember[]) => ZipMember[];

const namesThatLeadOut = [
  '../evil.txt',
  '..\\evil.txt',
  '/etc/passwd',
  '\\\\server\\share\\x.txt',
  'C:\\x.txt',
  'a/../../x.txt',
  'x\0.txt',
  '..',
  './../x.xml',
  '',
  '/',
  'con',
  'a'.repeat(9_000),
  '\u202etxt.exe',
  'x.txt/',
  'xl/workbook.xml',
  'x.xlsx',
  'x.txt ',
];

/** Does something to one member. */
const onOne =
  (change: (member: ZipMember, random: Random) => Partial<ZipMember>) =>
  (random: Random): ArchiveFlaw => {
    const at = random.next();
    const inner = random;
    return (members) => {
      const chosen = Math.floor(at * members.length);
      return members.map((member, index) =>
        index === chosen ? { ...member, ...change(member, inner) } : member,
      );
    };
  };

const sizeOf = ({ data }: ZipMember): number => Buffer.byteLength(data);

/** How archives lie, or lead somewhere. Source of the layout: PKWARE's APPNOTE.TXT, 4.3. */
export const archiveFlaws: Record<string, (random: Random) => ArchiveFlaw> = {
  checksum: onOne((_, random) => ({ crc: random.below(2 ** 32) })),
  size: onOne((member, random) => ({
    size: random.pick([0, 1, Math.max(0, sizeOf(member) - 1), sizeOf(member) + 1, 0x7fffffff, 0xffffffff]),
  })),
  name: onOne((_, random) => ({ name: random.pick(namesThatLeadOut) })),
  encrypted: onOne((_, random) => ({ flags: random.pick([1, 0x41, 0x2001, 8, 0x800, 0xffff]) })),
  method: onOne((_, random) => ({ method: random.pick([0, 0, 9, 12, 14, 93, 95, 99]) })),
  doubled: (random) => {
    const times = random.pick([1, 2, 40]);
    return (members) => [...members, ...Array.from({ length: times }, () => members).flat()];
  },
  dropped: (random) => {
    const at = random.next();
    return (members) => members.toSpliced(Math.floor(at * members.length), 1);
  },
  reversed: () => (members) => members.toReversed(),
  shared: (random) => {
    const times = random.pick([2, 40, 500]);
    const name = random.pick(['x.txt', 'x.xml', 'x.xlsx', 'x.pdf']);
    return (members) => [
      ...members,
      ...Array.from(
        { length: times },
        (_, index): ZipMember => ({
          name: `${index}${name}`,
          data: members.at(-1)?.data ?? '',
          shared: true,
        }),
      ),
    ];
  },
  manyMembers: (random) => {
    const times = random.pick([50, 300]);
    return (members) => [
      ...members,
      ...Array.from(
        { length: times },
        (_, index): ZipMember => ({ name: `${index}.txt`, data: '', method: 0 }),
      ),
    ];
  },
  garbage: (random) => {
    const name = random.pick(['a.txt', 'a.xml', 'a.xlsx', 'a.csv', 'LONGULT.txt', 'a.zip']);
    const data = Buffer.from(Array.from({ length: 300 }, () => random.below(256)));
    return (members) => [{ name, data }, ...members];
  },
};
