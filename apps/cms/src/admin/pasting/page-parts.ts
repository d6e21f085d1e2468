import { $isLinkNode, $isUploadNode, type LinkNode } from '@payloadcms/richtext-lexical/client';
import {
  $createTextNode,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
} from '@payloadcms/richtext-lexical/lexical';
import { href } from '@plaincode/content-schemas';

/** What was left out of a text, by kind. */
export type LeftOut = { images: number; links: number; others: number };

export const nothingLeftOut = (): LeftOut => ({ images: 0, links: 0, others: 0 });

type Place = 'text' | 'list' | 'line';

/**
 * Takes out of nodes that are about to be pasted what the desk would refuse to save (`lexicalToBlocks`): the whole text
 * would stay unsaved for it. Words stay. Within an update of the editor; changes the nodes, and answers those to paste.
 */
export function $pageParts(nodes: readonly LexicalNode[], left: LeftOut): LexicalNode[] {
  return nodes.flatMap((node) => $kept(node, 'text', left));
}

/** Puts the words of a link in its place. Within an update of the editor. */
export function $unlink(link: LinkNode): void {
  for (const child of link.getChildren()) link.insertBefore(child);
  link.remove();
}

/** Whether a page may hold the link (`lexicalInlines`). */
export function leadsSomewhere(link: LinkNode): boolean {
  const { linkType, url } = link.getFields();
  return linkType === 'custom' && href.safeParse(url?.trim()).success;
}

function $kept(node: LexicalNode, place: Place, left: LeftOut): LexicalNode[] {
  if ($isTextNode(node) || $isLineBreakNode(node)) return [node];
  if ($isUploadNode(node)) {
    if (place === 'text' && isStoredOrAtHand(node.getData())) return [node];
    left.images += 1;
    return $gap(place);
  }
  if (!$isElementNode(node)) {
    left.others += 1;
    const words = node.getTextContent().trim();
    return words ? [$createTextNode(words)] : $gap(place);
  }
  const inner = innerPlace(node, place);
  if ($isLinkNode(node) && inner && !leadsSomewhere(node)) {
    left.links += 1;
    return node.getChildren().flatMap((child) => $kept(child, place, left));
  }
  if (inner === null) return node.getChildren().flatMap((child) => $kept(child, place, left));
  return $withKeptChildren(node, inner, left);
}

/** What may stand in an element where it stands; null where it may not, and gives its place to what is in it. */
function innerPlace(node: ElementNode, place: Place): Place | null {
  switch (node.getType()) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return place === 'text' ? 'line' : null;
    case 'list':
      return place === 'text' || node.getParent()?.getType() === 'listitem' ? 'list' : null;
    case 'listitem':
      return place === 'line' ? null : 'line';
    case 'link':
    case 'autolink':
      return 'line';
    default:
      return null;
  }
}

function $withKeptChildren(node: ElementNode, place: Place, left: LeftOut): ElementNode[] {
  const before = node.getChildren();
  const after = before.flatMap((child) => $kept(child, place, left));
  const same = after.length === before.length && after.every((child, at) => child.is(before[at] ?? null));
  if (!same) node.splice(0, node.getChildrenSize(), after);
  // A paragraph that held only a picture is not left behind as an empty line.
  return !same && node.getTextContent().trim() === '' ? [] : [node];
}

/** Keeps the words before and after what was left out of a line apart. */
function $gap(place: Place): LexicalNode[] {
  return place === 'line' ? [$createTextNode(' ')] : [];
}

/** A picture of the library, or one whose bytes are at hand: that one the editor itself offers for upload. */
function isStoredOrAtHand(held: object): boolean {
  if (!('pending' in held) || typeof held.pending !== 'object' || held.pending === null) return true;
  return 'src' in held.pending && /^(?:blob:|data:image\/[a-z]+;base64,)/i.test(String(held.pending.src));
}
