import type { MadeFile, MadeText, Seed } from '../corpus/made-file.ts';
import type { Random } from '../random.ts';

const mebibyte = 1024 * 1024;

/** The middle one is about the most that packings of 50 KB may hold. */
const sizes = [1, 5, 5, 12];

/** What a text grows by, beside its own last line: blank lines, short ones, what never ends. */
const texts = ['\r\n', '\n', 'x\r\n', 'A0001\r\n', ' ', '"', '\t', ',\n', '"a\n', 'A0001\tx\r\n'];
const elements = [
  '<a/>',
  '<a>',
  ' ',
  '<note>x</note>',
  '<!---->',
  '<a b="c"/>',
  '<si><t>x</t></si>',
  '<row/>',
  '<row><c t="s"><v>0</v></c></row>',
  '<c><v>1</v></c>',
  '<c><f/></c>',
  '<t>x</t>',
  '<diag><name>A00</name><desc>x</desc></diag>',
  '<term level="1"><title>x</title></term>',
  '<sheet name="S" sheetId="1" r:id="rId1"/>',
];

/** Grows one text of the file to many times its size, such that packing makes it small again. */
export function plantBomb({ file, given }: Seed, random: Random): Seed {
  const size = random.pick(sizes) * mebibyte;
  return { given, file: grow(file, size, random) };
}

function grow(file: MadeFile, size: number, random: Random): MadeFile {
  if ('data' in file) return growText(file, size, random);
  if (file.kind === 'gz') return { ...file, content: growText(file.content, size, random) };
  const at = random.chance(0.6) ? file.members.length - 1 : random.below(file.members.length);
  const member = file.members[at];
  if (!member) return file;
  const members = file.members.with(at, grow(member, size, random));
  // Empty blocks hide how much comes out: the directory then tells a harmless ratio.
  const padding = random.pick([0, Math.ceil(size / 200 / 5), 1_000]);
  const lies = random.chance(0.2);
  return {
    ...file,
    members,
    flaw: (all) =>
      all.map((one, index) => (index === at ? { ...one, padding, ...(lies && { size: 1_000 }) } : one)),
  };
}

/** XML grows before its last closing tags, so that what is inside is read as part of it. */
function growText(file: MadeText, size: number, random: Random): MadeText {
  const { data, kind } = file;
  const text = data.toString('latin1');
  const at = kind === 'xml' ? placeInside(text, random) : data.length;
  const own = text.split(/(?<=\n)/).at(-2) ?? '\n';
  const piece = random.chance(0.3) ? own : random.pick(kind === 'xml' ? elements : texts);
  const block = Buffer.alloc(size, Buffer.from(piece, 'latin1'));
  return { ...file, data: Buffer.concat([data.subarray(0, at), block, data.subarray(at)]) };
}

function placeInside(text: string, random: Random): number {
  const closing = [...text.matchAll(/<\/\w[^>]*>/g)].map(({ index }) => index);
  return closing.length === 0 ? text.length : random.pick(closing.slice(-4));
}
