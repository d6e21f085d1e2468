import type { Staff } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { startLine } from '../lines/start-line.ts';
import type { FindMedia } from '../markdown/parse-markdown.ts';
import type { BroughtImage } from './brought-file.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';
import type { Defaults, Plan } from './plan-rows.ts';
import { changedParts } from './text-parts.ts';

export type WriteTexts = {
  req: PayloadRequest;
  user: Staff & { collection: 'staff' };
  desk: DeskKnowledge;
  defaults: Defaults;
  media: FindMedia;
};

/**
 * Writes one text as its author would: through the hooks, with the revision that the row names. Throws `WorkflowRefused`
 * where the workflow says no, such as of a text that somebody saved in between.
 */
export async function writeText(work: WriteTexts, text: Plan['texts'][number]): Promise<void> {
  const { req, user, desk, defaults, media } = work;
  const { payload } = req;
  const find = { media, notice: (words: string) => desk.notice(words) };
  const parts = (held: Parameters<typeof changedParts>[1]) => changedParts(text.row, held, find, refuseFlaw);
  const common = { collection: 'explanations', draft: true, depth: 0, user, overrideAccess: false } as const;
  const { codeSet, code, edition } = text;
  if (text.kind === 'create') {
    const notice = defaults.notice ? desk.notice(defaults.notice) : null;
    await payload.create({ ...common, data: { notice, ...parts({}), codeSet, code, appliesFrom: edition } });
    return;
  }
  const line =
    text.kind === 'start'
      ? await startLine(req, { codeSet, code, edition })
      : await payload.findByID({ collection: 'explanations', id: text.id ?? '', draft: true, depth: 0 });
  const revision = text.kind === 'start' ? (line.revision ?? 0) : (text.revision ?? 0);
  await payload.update({ ...common, id: line.id, data: { ...parts(line), revision } });
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
