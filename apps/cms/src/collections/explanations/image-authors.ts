import type { PayloadRequest } from 'payload';
import type { HashedText } from '../../workflow/content.ts';

type Image = { src: string; alt: string };

/**
 * Who wrote the words of the text's images, as far as nobody has approved those words yet: they are part of the text,
 * whoever puts the image into it. `approved` names the approved revisions that the text goes back to.
 */
export async function imageAuthors(
  { content }: HashedText,
  approved: readonly (string | null | undefined)[],
  req: PayloadRequest,
): Promise<string[]> {
  const shown = imagesOf(content);
  if (shown.length === 0) return [];
  const before = await approvedImages(
    approved.filter((id) => typeof id === 'string'),
    req,
  );
  const names = shown
    .filter(({ src, alt }) => !before.some((one) => one.src === src && one.alt === alt))
    .map(({ src }) => src.split('/').at(-1) ?? '');
  if (names.length === 0) return [];
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { filename: { in: names } },
    select: { wordsBy: true },
    depth: 0,
    pagination: false,
    req,
  });
  return docs.flatMap(({ wordsBy }) => wordsBy ?? []);
}

async function approvedImages(ids: string[], req: PayloadRequest): Promise<Image[]> {
  if (ids.length === 0) return [];
  const { docs } = await req.payload.find({
    collection: 'approved-revisions',
    where: { id: { in: ids } },
    select: { content: true },
    depth: 0,
    pagination: false,
    req,
  });
  return docs.flatMap(({ content }) => imagesOf(content));
}

/** The images of a text's blocks, at any depth. */
function imagesOf(node: unknown): Image[] {
  if (Array.isArray(node)) return node.flatMap(imagesOf);
  if (node === null || typeof node !== 'object') return [];
  if ('type' in node && node.type === 'image' && 'src' in node && 'alt' in node)
    return [{ src: String(node.src), alt: String(node.alt) }];
  return Object.values(node).flatMap(imagesOf);
}
