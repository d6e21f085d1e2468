import type { Explanation, Staff } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { startLine } from '../lines/start-line.ts';
import type { FindMedia } from '../markdown/parse-markdown.ts';
import type { BroughtImage } from './brought-file.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';
import type { Defaults, Plan, PlannedText } from './plan-rows.ts';
import { changedParts } from './text-parts.ts';

export type WriteTexts = {
  req: PayloadRequest;
  user: Staff & { collection: 'staff' };
  desk: DeskKnowledge;
  defaults: Defaults;
  media: FindMedia;
};

/**
 * Writes one text as its author would: through the hooks, with the revision that the row names. `lines` holds what is
 * changed, by its key. Throws `WorkflowRefused` where the workflow says no, such as of a text that somebody saved in between.
 */
export async function writeText(
  work: WriteTexts,
  text: Plan['texts'][number],
  lines: ReadonlyMap<string, Explanation>,
): Promise<void> {
  const { req, user, desk, defaults, media } = work;
  const { payload } = req;
  const find = { media, notice: (words: string) => desk.notice(words) };
  const parts = (held: Parameters<typeof changedParts>[1]) => changedParts(text.row, held, find, refuseFlaw);
  const common = { collection: 'explanations', draft: true, depth: 0, user, overrideAccess: false } as const;
  const { codeSet, code, edition } = text;
  if (text.kind === 'create') {
    const notice = defaults.notice ? desk.notice(defaults.notice) : null;
    const data = { notice, ...parts({}), codeSet, code, appliesFrom: edition };
    try {
      await payload.create({ ...common, data });
    } catch (error) {
      const begun = await halfWritten(req, lineKeyOf(text));
      if (!begun) throw error;
      await payload.update({ ...common, id: begun.id, data: { ...data, revision: begun.revision ?? 0 } });
    }
    return;
  }
  const line =
    text.kind === 'start' ? await startLine(req, { codeSet, code, edition }) : lines.get(lineKeyOf(text));
  if (!line) throw new Error(`The text of ${code} is no longer there.`);
  const revision = text.kind === 'start' ? (line.revision ?? 0) : (text.revision ?? 0);
  await payload.update({ ...common, id: line.id, data: { ...parts(line), revision } });
}

/** The key of the line that a row writes. */
export function lineKeyOf({ codeSet, code, edition }: PlannedText): string {
  return `${codeSet}/${code}@${edition}`;
}

/** A text is written, then its first version: a process killed between the two leaves one that no list shows. */
async function halfWritten({ payload }: PayloadRequest, lineKey: string): Promise<Explanation | null> {
  const where = { lineKey: { equals: lineKey } };
  const [doc] = (await payload.find({ collection: 'explanations', where, depth: 0, limit: 1 })).docs;
  if (!doc) return null;
  const parent = { parent: { equals: doc.id } };
  const { totalDocs } = await payload.countVersions({ collection: 'explanations', where: parent });
  return totalDocs === 0 ? doc : null;
}

/** The plan has found every flaw before; one more means that the desk changed under it. */
function refuseFlaw(_: unknown, __: string, message: string): never {
  throw new Error(message);
}

/** Puts pictures of a document into the library, each once, under the name of its bytes. */
export async function addImages(
  req: PayloadRequest,
  user: WriteTexts['user'],
  images: ReadonlyMap<string, BroughtImage>,
  known: Map<string, string>,
): Promise<void> {
  for (const [name, { bytes, mimeType, alt }] of images) {
    if (known.has(name)) continue;
    const { id } = await req.payload.create({
      collection: 'media',
      data: { alt },
      file: { data: bytes, name, mimetype: mimeType, size: bytes.length },
      user,
      overrideAccess: false,
    });
    known.set(name, id);
  }
}
