import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinLines, workbook, writeMade, type ZipMember, zip } from '../../fixtures/made-files.ts';
import { openReleaseFile } from '../container/release-file.ts';
import { Problems, Unreadable } from '../problems.ts';
import { longDescriptorPart, readDescriptorFiles } from './read-files.ts';

/** All rows are invented: codes, modifiers and texts. */
const notice = ['Sample notice. All rights reserved.', '60611 Sampletown', ''];
const long = [...notice, '9X101\tA first invented procedure', '9X102\tA second invented procedure'];
const medium = [...notice, '9X101 FIRST INVENTED PROCEDURE', '9X102 SECOND INVENTED PROCEDURE'];
const short = [...notice, '9X101 FIRST INVENTED', '9X102 SECOND INVENTED'];
const consumer = [
  ...notice,
  'Concept Id\tCPT Code\tConsumer Friendly Descriptor',
  '1001\t9X101\tA first thing that is done',
  '1002\t9X102\t"A thing, ""second"", that is done"',
];
const clinician = [
  ...notice,
  'Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor',
  '1001\t9X101\t7001\tFirst procedure, one way',
  '1001\t9X101\t7002\tFirst procedure, another way',
  '1002\t9X102\t7003\tSecond procedure',
];

const member = (name: string, lines: string[]): ZipMember => ({ name, data: joinLines(lines) });
const whole = [
  member('standard/LONGULT.txt', long),
  member('standard/MEDU.txt', medium),
  member('standard/SHORTU.txt', short),
  member('standard/MODUL.txt', ['9Z\tAn invented modifier', '8Z\tAnother one']),
  member('standard/Consumer Friendly Descriptors/ConsumerDescriptor.txt', consumer),
  member('standard/Clinician Descriptors/ClinicianDescriptor.txt', clinician),
  member('CPT Link/history/Deleted_DTK_tab.txt', ['9X000\tgone']),
];
const replaced = (name: string, lines: string[]) =>
  whole.map((one) => (one.name.endsWith(name) ? { ...one, data: joinLines(lines) } : one));

async function readBytes(name: string, content: string | Buffer) {
  const file = await openReleaseFile(writeMade(name, content));
  const problems = new Problems(name);
  const read = await readDescriptorFiles(file, longDescriptorPart(file), problems);
  return { ...read, problems: problems.list() };
}
const readZip = (members: ZipMember[]) => readBytes('spt.zip', zip(members));
const told = (problems: { file: string; line: number | null; code: string }[]) =>
  problems.map(({ file, line, code }) => [file.split(/[/›]/).at(-1)?.trim(), line, code]);

describe('descriptor files in one archive, on invented rows', () => {
  test('are joined, modifiers behind procedures, other descriptors by code', async () => {
    const { records, descriptors, problems } = await readZip(whole);
    expect(problems).toEqual([]);
    expect(records.map(({ code, codeType }) => [code, codeType])).toEqual([
      ['9X101', 'procedure'],
      ['9X102', 'procedure'],
      ['9Z', 'modifier'],
      ['8Z', 'modifier'],
    ]);
    expect(records[0]).toMatchObject({
      longDescriptor: 'A first invented procedure',
      mediumDescriptor: 'FIRST INVENTED PROCEDURE',
      shortDescriptor: 'FIRST INVENTED',
    });
    expect([...descriptors]).toEqual([
      [
        '9X101',
        {
          consumer: 'A first thing that is done',
          clinician: ['First procedure, one way', 'First procedure, another way'],
        },
      ],
      ['9X102', { consumer: 'A thing, "second", that is done', clinician: ['Second procedure'] }],
    ]);
  });

  test('read the same as workbooks, with tabs, in fixed columns and in other folders', async () => {
    const plain = await readZip(whole);
    const cells = (lines: string[]) =>
      lines
        .slice(3)
        .map((line) => line.split('\t').map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
    const tabs = (lines: string[]) => lines.map((line) => line.replace(/^(9X\d+) /, '$1\t'));
    const other = await readZip([
      member('2030/LONGUF.txt', [
        ...notice,
        '9X10101 A first invented',
        '9X10102 procedure',
        '9X10201 A second invented procedure',
      ]),
      member('2030/2030_MEDU.txt', tabs(medium)),
      member('2030/shortu.TXT', tabs(short)),
      member('2030/MODUL.txt', ['9Z An invented modifier', '8Z Another one']),
      { name: 'ConsumerDescriptor.xlsx', data: workbook(cells(consumer)) },
      { name: 'x/ClinicianDescriptor2030.xlsx', data: workbook([['A notice'], ...cells(clinician)]) },
      member('__MACOSX/2030/._MEDU.txt', ['hidden']),
    ]);
    expect(other).toEqual(plain);
  });

  test('must name the same codes', async () => {
    const { problems } = await readZip(replaced('MEDU.txt', [...medium.slice(0, -1), '9X103 THIRD']));
    expect(told(problems)).toEqual([['spt.zip', 1, 'unequal-counts']]);
    expect(problems[0]?.message).toContain('9X102, 9X103');
  });

  test('of consumers and clinicians speak of known codes, once for consumers', async () => {
    const { problems } = await readZip([
      ...replaced('ConsumerDescriptor.txt', [
        ...consumer,
        '1\t9X101\tOnce more',
        '2\t9X109\tUnknown',
        '3\t9X102',
      ]).filter(({ name }) => !name.includes('Clinician')),
      member('ClinicianDescriptor.txt', [
        ...clinician,
        '1001\t9X101\t7002\tFirst procedure, another way',
        '4\tsome words\t1\tx',
      ]),
    ]);
    expect(told(problems)).toEqual([
      ['ConsumerDescriptor.txt', 7, 'duplicate-code'],
      ['ConsumerDescriptor.txt', 8, 'unknown-code'],
      ['ConsumerDescriptor.txt', 9, 'missing-text'],
      ['ClinicianDescriptor.txt', 8, 'duplicate-code'],
      ['ClinicianDescriptor.txt', 9, 'unknown-code'],
    ]);
    expect(JSON.stringify(problems)).not.toContain('some words');
  });

  test.each<[string, ZipMember[]]>([
    ['no-release-inside', [member('MEDU.txt', medium)]],
    ['no-release-inside', [member('a.txt', long), member('b.txt', long)]],
    ['several-releases-inside', [member('2029/LONGULT.txt', long), member('2030/LONGULT.txt', long)]],
    ['several-releases-inside', [...whole, member('old/MEDU.txt', medium)]],
    ['missing-column', replaced('ConsumerDescriptor.txt', consumer.slice(4))],
  ])('are refused: %s', async (code, members) => {
    await expect(readZip(members)).rejects.toMatchObject({ code });
  });

  test('that are damaged anywhere end in records or in problems, never in a crash', async () => {
    const texts = whole.map(({ data }) => Buffer.from(data));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(texts.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
        fc.option(fc.nat()),
        async (index, changes, cut) => {
          const text = texts[index] ?? Buffer.alloc(0);
          const bytes = Buffer.from(cut === null ? text : text.subarray(0, cut % text.length));
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const members = whole.map((one, at) => (at === index ? { ...one, data: bytes } : one));
          await readZip(members).catch((error) => expect(error).toBeInstanceOf(Unreadable));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('one descriptor file, on invented rows', () => {
  const numbered = [...notice, '0000101 A first', '0000102 invented procedure', '0000T01 Another'];

  test('with numbered lines is joined, and each line follows the one before', async () => {
    const { records, problems } = await readBytes('LONGULF.txt', joinLines(numbered));
    expect(problems).toEqual([]);
    expect(records.map(({ code, longDescriptor }) => [code, longDescriptor])).toEqual([
      ['00001', 'A first invented procedure'],
      ['0000T', 'Another'],
    ]);
    const broken = [
      ...numbered,
      '0000202 Orphan',
      '0000301 First',
      '0000303 Third',
      '0000101 Again',
      `0000401 ${'x'.repeat(72)}`,
    ];
    expect(told((await readBytes('LONGULF.txt', joinLines(broken))).problems)).toEqual([
      ['LONGULF.txt', 7, 'orphan-continuation'],
      ['LONGULF.txt', 9, 'bad-sequence'],
      ['LONGULF.txt', 10, 'duplicate-code'],
      ['LONGULF.txt', 11, 'overlong-record'],
    ]);
  });

  test('wraps any descriptor and gives it back', async () => {
    const word = fc.stringMatching(/^[a-z,]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(word, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        async (texts) => {
          const lines = texts.flatMap((words, index) =>
            wrapped(words).map(
              (piece, at) =>
                `${String(index + 10).padStart(5, '0')}${String(at + 1).padStart(2, '0')} ${piece}`,
            ),
          );
          const { records, problems } = await readBytes('LONGUF.txt', joinLines(['Notice', '', ...lines]));
          expect(problems).toEqual([]);
          expect(records.map(({ longDescriptor }) => longDescriptor)).toEqual(
            texts.map((words) => words.join(' ')),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  test('does not lose the rows before a blank line in their middle', async () => {
    const split = [...long.slice(0, -1), '', ...long.slice(-1)];
    expect(told((await readBytes('LONGULT.txt', joinLines(split))).problems)).toEqual([
      ['LONGULT.txt', 4, 'stray-line'],
    ]);
  });

  test('knows the official shapes of codes where nearly all have them', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) => `${String(index + 10).padStart(5, '0')}\tInvented ${index}`,
    );
    const shapes = ['0000F', '0000T', '0000U', '0000A', '0000M'].map((code) => `${code}\tInvented`);
    expect((await readBytes('LONGULT.txt', joinLines([...rows, ...shapes]))).problems).toEqual([]);
    const wrong = joinLines([...rows, '0000X\tInvented']);
    expect(told((await readBytes('LONGULT.txt', wrong)).problems)).toEqual([['LONGULT.txt', 61, 'bad-code']]);
  });

  test('that holds other descriptors than the long ones is not taken for them', async () => {
    await expect(readBytes('MEDU.txt', joinLines(medium))).rejects.toMatchObject({
      code: 'no-release-inside',
    });
  });
});

function wrapped(words: string[]): string[] {
  const pieces: string[] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 71)
      pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces;
}

describe('modifiers as an appendix, on invented rows', () => {
  const appendix = [
    'Sample notice.',
    '',
    'Appendix A',
    'An invented introduction that says',
    '15 things and more.',
    '',
    '10 Invented Service: A first line',
    '11 of one block.',
    '',
    '12 Second Service: Text.',
    '',
    'Anesthesia Physical Status',
    '',
    'P8: An invented status',
    '• P9: Another status',
    '',
    'CPT Level I Modifiers',
    '',
    '10 Invented Service: Repeated.',
    '',
    '13 Third Service: Text.',
    '',
    'Category II Modifiers',
    '',
    '9P Invented exclusion',
    '',
    'Level II (HCPCS/National) Modifiers',
    '',
    'ZZ Left to HCPCS',
  ];

  test('are read by its parts, those of HCPCS left out', async () => {
    const { records, problems } = await readZip(replaced('MODUL.txt', appendix));
    expect(problems).toEqual([]);
    expect(records.slice(2).map(({ code, longDescriptor }) => [code, longDescriptor])).toEqual([
      ['10', 'Invented Service: A first line 11 of one block.'],
      ['12', 'Second Service: Text.'],
      ['P8', 'An invented status'],
      ['P9', 'Another status'],
      ['13', 'Third Service: Text.'],
      ['9P', 'Invented exclusion'],
    ]);
    expect(told((await readZip(replaced('MODUL.txt', ['Appendix A', '']))).problems)).toEqual([
      ['MODUL.txt', 1, 'missing-text'],
    ]);
  });
});
