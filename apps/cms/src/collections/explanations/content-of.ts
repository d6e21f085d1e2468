import { type ImageSize, sectionIds } from '@plaincode/content-schemas';
import type { Explanation, Media } from '@plaincode/types/payload';
import type { PayloadRequest } from 'payload';
import { WorkflowRefused } from '../../access/refused.ts';
import { LexicalError } from '../../export/lexical-error.ts';
import { lexicalToBlocks, type ResolveMedia } from '../../export/lexical-to-blocks.ts';
import type { ExplanationContent, HashedText } from '../../workflow/content.ts';
import { correctionWords } from '../../workflow/corrections.ts';
import { parseSlots } from '../../workflow/families/slot.ts';
import { refusal } from '../../workflow/refusal.ts';
import { sectionFields } from '../../workflow/sections.ts';
import { bareCode } from '../codes/bare-code.ts';
import { pageSizes } from '../media/page-sizes.ts';

type Doc = Partial<Explanation>;

/**
 * The text of an explanation as the workflow and the site know it. Reads the notice and the images that
 * it names. Throws `WorkflowRefused` where a page could not show the text.
 */
export async function textOf(doc: Doc, req: PayloadRequest): Promise<HashedText> {
  const [notice, resolve] = await Promise.all([noticeSlug(doc.notice, req), mediaOf(doc, req)]);
  try {
    return {
      codeKey: codeKeyOf(doc) ?? '',
      edition: doc.appliesFrom?.trim() ?? '',
      content: contentOf(doc, notice, resolve),
    };
  } catch (error) {
    if (error instanceof LexicalError)
      throw new WorkflowRefused(refusal('unsupported-text', [error.message]));
    throw error;
  }
}

/** `hcpcs/J9000`; undefined until both halves are known. */
export function codeKeyOf(doc: Doc): string | undefined {
  const codeSet = doc.codeSet?.trim().toLowerCase();
  const code = doc.code ? bareCode(doc.code) : '';
  return codeSet && code ? `${codeSet}/${code}` : undefined;
}

/** `hcpcs/J9000@hcpcs-2025-10-01`, one line of a code's explanation; undefined until all of it is known. */
export function lineKeyOf(doc: Doc): string | undefined {
  const codeKey = codeKeyOf(doc);
  const edition = doc.appliesFrom?.trim();
  return codeKey && edition ? `${codeKey}@${edition}` : undefined;
}

function contentOf(doc: Doc, notice: string | null, resolve: ResolveMedia): ExplanationContent {
  const sections = sectionIds.map((id) => {
    const held = doc.sections?.[sectionFields[id]];
    return {
      id,
      tier: held?.tier ?? null,
      summary: held?.summary?.trim() || null,
      body: lexicalToBlocks(held?.body, resolve),
    };
  });
  const correction = correctionWords(doc.correction);
  return {
    plainTitle: doc.plainTitle?.trim() || null,
    body: lexicalToBlocks(doc.body, resolve),
    sections: sections.filter((section) => section.body.length > 0 || section.summary !== null),
    notice,
    ...familyPart(doc),
    ...(correction ? { correction } : {}),
  };
}

/** Only a text for a family has a slot table; what stands in the field of another one is kept there and says nothing. */
function familyPart(doc: Doc): Pick<ExplanationContent, 'family'> {
  if (doc.covers !== 'family') return {};
  const slots = parseSlots(doc.slots);
  if (slots === null)
    throw new WorkflowRefused(refusal('unsupported-text', ['The slot table is not as the desk writes it.']));
  return { family: { slots } };
}

async function noticeSlug(notice: Doc['notice'], req: PayloadRequest): Promise<string | null> {
  if (!notice) return null;
  if (typeof notice === 'object') return notice.slug;
  const { docs } = await req.payload.find({
    collection: 'copyright-notices',
    where: { id: { equals: notice } },
    depth: 0,
    limit: 1,
    req,
  });
  return docs[0]?.slug ?? null;
}

async function mediaOf(doc: Doc, req: PayloadRequest): Promise<ResolveMedia> {
  const bodies = [doc.body, ...Object.values(sectionFields).map((name) => doc.sections?.[name]?.body)];
  const ids = [...new Set(bodies.flatMap((body) => uploadIds(body)))];
  if (ids.length === 0) return () => undefined;
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { id: { in: ids } },
    depth: 0,
    pagination: false,
    req,
  });
  const found = new Map(docs.map((file) => [file.id, file]));
  return (id) => {
    const file = found.get(id);
    if (!file?.filename || !file.width || !file.height) return undefined;
    const { filename, alt, width, height } = file;
    return { src: `/media/${filename}`, alt, width, height, sizes: sizesOf(file) };
  };
}

/** What was made of an image when it was taken in; nothing of one from before there were sizes. */
function sizesOf({ sizes = {} }: Media): ImageSize[] {
  return pageSizes.flatMap(({ name, mediaType }) => {
    const size = sizes[name];
    return size?.filename && size.width
      ? [{ src: `/media/${size.filename}`, mediaType, width: size.width }]
      : [];
  });
}

/** The ids of all images in an editor state, at any depth. */
function uploadIds(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(uploadIds);
  if (node === null || typeof node !== 'object') return [];
  if ('type' in node && node.type === 'upload' && 'value' in node) {
    const value = node.value;
    const id = value !== null && typeof value === 'object' && 'id' in value ? value.id : value;
    return [String(id)];
  }
  return Object.values(node).flatMap(uploadIds);
}
