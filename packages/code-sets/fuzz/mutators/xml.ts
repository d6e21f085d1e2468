import type { Random } from '../random.ts';
import { replaceMatch } from './lines.ts';
import { type Mutator, splice } from './mutator.ts';

const declaration = /^\ufeff?(?:<\?xml[^>]*\?>)?/;

/** Puts a text behind the XML declaration. */
const afterDeclaration = (data: Buffer, put: string): Buffer => {
  const at = declaration.exec(data.toString('latin1', 0, 200))?.[0].length ?? 0;
  return splice(data, at, at, put);
};

/** Puts a text between two tags, or at the end. */
function betweenTags(data: Buffer, random: Random, put: string): Buffer {
  const from = data.indexOf('>', random.below(data.length));
  const at = from < 0 ? data.length : from + 1;
  return splice(data, at, at, put);
}

const laughs = (levels: number): string =>
  Array.from({ length: levels }, (_, level) =>
    level === 0 ? '<!ENTITY l0 "lol">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
  ).join('');

const doctypes = [
  `<!DOCTYPE x [${laughs(10)}]>`,
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>',
  '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>',
  '<!DOCTYPE x SYSTEM "file:///dev/random">',
  '<!DOCTYPE x PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd">',
  '<!DOCTYPE x [<!ENTITY e "&e;">]>',
  `<!DOCTYPE x [${'<!ATTLIST a b CDATA "c">'.repeat(400)}`,
  '<!DOCTYPE html>',
];

const documentType: Mutator = (data, random) => {
  const typed = afterDeclaration(data, random.pick(doctypes));
  return random.chance(0.7) ? betweenTags(typed, random, random.pick(['&e;', '&l9;', '&l3;'])) : typed;
};

const lateDocumentType: Mutator = (data, random) => betweenTags(data, random, random.pick(doctypes));

const nestDeep: Mutator = (data, random) => {
  const name = random.pick(['a', 'diag', 'term', 'section', 'note', 'is', 'row']);
  const depth = random.pick([30, 99, 101, 3_000]);
  const close = random.chance(0.5) ? `</${name}>`.repeat(depth) : '';
  return betweenTags(data, random, `<${name}>`.repeat(depth) + close);
};

const attributeFlood: Mutator = (data, random) => {
  const attributes = Array.from({ length: 3_000 }, (_, index) => ` a${index}="x"`).join('');
  return betweenTags(data, random, `<a${attributes}/>`);
};

const doubledAttribute: Mutator = (data, random) =>
  replaceMatch(
    data,
    random,
    /\s[\w:]+="[^"]*"/g,
    random.pick([' r="1" r="2"', ' __proto__="x"', '', ' r=""', ' r="-1"', ' level="1e9"']),
  );

const hugeText: Mutator = (data, random) =>
  betweenTags(data, random, random.pick(['x', ' ', 'A00 ', '&amp;', '(', '[', '\n']).repeat(8_000));

const elementFlood: Mutator = (data, random) =>
  betweenTags(
    data,
    random,
    random
      .pick(['<a/>', '<note/>', '<note>x</note>', '<c/>', '<code>A00</code>', '<cell col="2">A00</cell>'])
      .repeat(2_000),
  );

const dropTag: Mutator = (data, random) => replaceMatch(data, random, /<[^>]*>/g, '');
const doubleTag: Mutator = (data, random) => {
  const tag = random.pick(data.toString('latin1').match(/<[^>]*>/g) ?? ['<x>']);
  return betweenTags(data, random, tag);
};
const swapTags: Mutator = (data, random) => {
  const tag = random.pick(data.toString('latin1').match(/<[^>]*>/g) ?? ['<x>']);
  return replaceMatch(data, random, /<[^>]*>/g, tag);
};

/** An element with all that is in it, gone, doubled or elsewhere. */
const moveElement: Mutator = (data, random) => {
  const elements = [...data.toString('latin1').matchAll(/<(\w+)(?:\s[^>]*)?>[^<]*<\/\1>/g)];
  if (elements.length === 0) return data;
  const element = random.pick(elements);
  const without = random.chance(0.3)
    ? data
    : splice(data, element.index, element.index + element[0].length, '');
  return random.chance(0.3) ? without : betweenTags(without, random, element[0]);
};

const renameElement: Mutator = (data, random) => {
  const names = data.toString('latin1').match(/(?<=<)\w+/g) ?? ['x'];
  const [from, to] = [random.pick(names), random.pick([...names, 'x:row', '__proto__', 'constructor'])];
  return Buffer.from(
    data.toString('latin1').replaceAll(new RegExp(`(</?)${from}\\b`, 'g'), `$1${to}`),
    'latin1',
  );
};

const changeText: Mutator = (data, random) =>
  replaceMatch(
    data,
    random,
    />[^<>]+</g,
    `>${random.pick(['', ' ', '\n', 'A00', 'Z99.9-', '&#0;', '&#xD800;', '&#x10FFFF;', '&undefined;', '&', '<![CDATA[A00]]>', '<!-- x -->A00', '<?pi?>', '_x0000_', '_xD83D_', '\u0085', '\u00a0'])}<`,
  );

const otherDeclaration: Mutator = (data, random) =>
  Buffer.concat([
    Buffer.from(
      random.pick([
        '<?xml version="1.1"?>',
        '<?xml version="1.0" encoding="UTF-16"?>',
        '<?xml version="1.0" encoding="iso-8859-1"?>',
        '<?xml version="9.9"?>',
        '<?xml?>',
        ' ',
        '\ufeff',
        '<!-- --><?xml version="1.0"?>',
      ]),
    ),
    data.subarray(
      random.chance(0.8) ? (declaration.exec(data.toString('latin1', 0, 200))?.[0].length ?? 0) : 0,
    ),
  ]);

const afterTheEnd: Mutator = (data, random) =>
  Buffer.concat([
    data,
    Buffer.from(
      random.pick(['x', '<x/>', '\0', '<!-- ', '&lt;', ' \n '.repeat(2_000), data.toString('latin1')]),
    ),
  ]);

export const xmlMutators: Record<string, Mutator> = {
  documentType,
  lateDocumentType,
  nestDeep,
  attributeFlood,
  doubledAttribute,
  hugeText,
  elementFlood,
  dropTag,
  doubleTag,
  swapTags,
  moveElement,
  renameElement,
  changeText,
  otherDeclaration,
  afterTheEnd,
};
