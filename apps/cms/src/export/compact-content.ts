import type { ApprovedContent } from '../workflow/content.ts';

type Words = Pick<ApprovedContent, 'body' | 'sections'>;

/** The text that was read last: a page is made from one, and asks for its parts one by one. */
let last: { of: Buffer; words: Words } | null = null;

/**
 * The same content, its words kept as JSON until they are asked for: a hundred thousand texts that wait for their page take a
 * third of the memory so. Not to be changed in place.
 */
export function compactContent({ body, sections, ...facts }: ApprovedContent): ApprovedContent {
  const json = Buffer.from(JSON.stringify({ body, sections } satisfies Words));
  const words = (): Words => {
    if (last?.of !== json) last = { of: json, words: JSON.parse(json.toString('utf8')) };
    return last.words;
  };
  return {
    ...facts,
    get body() {
      return words().body;
    },
    get sections() {
      return words().sections;
    },
  };
}
