import type { CodePageRecord, RichText } from '@plaincode/content-schemas';
import { codePageExamples } from '@plaincode/content-schemas/examples';
import { officialEntries } from '@plaincode/search/testing';
import { madeSentences, seeded } from './made-text.ts';

type Section = CodePageRecord['sections'][number];
type Related = CodePageRecord['related']['siblings'][number];

/** A code and what it is called, with the dot of ICD-10-CM where it has one. */
export type NamedCode = { code: string; display: string; title: string };

export type MadeOptions = {
  pages: number;
  /** The first that is made; 0 unless said. */
  from?: number;
  /** Codes to write for; where there are too few, made ones follow. */
  codes?: readonly NamedCode[];
  /** Gives other texts to every record whose number is in it. */
  edited?: ReadonlySet<number>;
  /** What the publisher's notice says of every record whose number is below `noticed`. */
  notice?: { text: string; pages: number };
};

/**
 * Page records as the desk exports them, the same on every run: the descriptor of a real code where there is one, an
 * explanation of about 1,300 characters, four sections of about 1,000, neighbours, notes of the tabular list, sources
 * and notices. About 10 KB each as JSON.
 */
export function* madeRecords({
  pages,
  from = 0,
  codes = [],
  edited,
  notice,
}: MadeOptions): Generator<CodePageRecord> {
  // The first few have no page: so every page has as many codes before it.
  const named = (at: number): NamedCode => codes[at + beside] ?? madeCode(at + beside);
  for (let at = from; at < pages; at += 1) {
    const random = seeded(at * 2 + 1);
    const text = (sentences: number): RichText => paragraphs(random, sentences);
    const record = explained(at, named, random, text, edited?.has(at) ?? false);
    yield notice && at < notice.pages ? withNotice(record, notice.text) : record;
  }
}

/** How many codes are named on either side of a page's own. */
const beside = 3;

/** All codes of ICD-10-CM where the folder of the official files is given; none otherwise. */
export async function namedCodes(
  folder: string | undefined = process.env.PLAINCODE_CODE_SETS,
): Promise<NamedCode[]> {
  if (!folder) return [];
  const entries = await officialEntries(folder);
  return entries.flatMap(({ set, code, display, text }) =>
    set === 'icd-10-cm' ? [{ code, display, title: text }] : [],
  );
}

/** In the letters that ICD-10-CM leaves to nobody, so that it never is one of the real ones. */
function madeCode(at: number): NamedCode {
  const code = `U${String(at).padStart(6, '0')}`;
  return {
    code,
    display: `${code.slice(0, 3)}.${code.slice(3)}`,
    title: `Disorder of made kind ${at}, with ${at % 97} signs and without others`,
  };
}

function explained(
  at: number,
  named: (at: number) => NamedCode,
  random: () => number,
  text: (sentences: number) => RichText,
  edited: boolean,
): CodePageRecord {
  const { code, display, title } = named(at);
  const example = codePageExamples['billable-code-with-parents'];
  const source = example.descriptors.long.source;
  const first = paragraphs(seeded(at * 2 + 2), edited ? 5 : 3);
  return {
    ...example,
    path: `/icd-10-cm/${display}/`,
    code,
    displayCode: display,
    title: cut(title, 96),
    descriptors: {
      ...example.descriptors,
      long: { value: title, source },
      short: { value: cut(title, 60), source },
    },
    explanation: example.explanation && {
      ...example.explanation,
      inheritedFrom: null,
      body: [...first, ...text(5), ...text(5)],
    },
    sections: example.sections.map((section) =>
      written.has(section.id) ? heldSection(section, random, text) : section,
    ),
    related: {
      ...example.related,
      previous: related(named(at - 1)),
      next: related(named(at + 1)),
      siblings: [-3, -2, -1, 1, 2, 3].map((distance) => related(named(at + distance))),
    },
  };
}

const written = new Set<string>(['guidelines', 'modifiers', 'crosswalks', 'compliance']);

function heldSection(
  { id, title, data }: Section,
  random: () => number,
  text: (sentences: number) => RichText,
): Section {
  const summary = cut(madeSentences(random, 1), 120);
  return { held: true, id, title, tier: 'registered', summary, body: text(10), source: 'editorial', data };
}

function related({ display, title }: NamedCode): Related {
  return { path: `/icd-10-cm/${display}/`, displayCode: display, title: cut(title, 96), state: 'active' };
}

function paragraphs(random: () => number, sentences: number): RichText {
  return [{ type: 'paragraph', content: [{ text: madeSentences(random, sentences) }] }];
}

function withNotice(record: CodePageRecord, text: string): CodePageRecord {
  return {
    ...record,
    notices: record.notices.map((notice) =>
      notice.id === record.explanation?.notice ? { ...notice, text } : notice,
    ),
  };
}

const cut = (text: string, length: number): string => text.slice(0, length).trim();
