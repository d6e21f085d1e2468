import { $createLinkNode } from '@payloadcms/richtext-lexical/client';
import {
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
} from '@payloadcms/richtext-lexical/lexical';
import type { CodeToName } from '../../references/find-codes.ts';

type Named = Pick<CodeToName, 'href' | 'displayCode'>;

/** A link to a code's page: in the stored text it is a link like any other. Within an update of the editor. */
function $link({ href, displayCode }: Named): LexicalNode {
  const link = $createLinkNode({ fields: { linkType: 'custom', newTab: false, url: href } });
  return link.append($createTextNode(displayCode));
}

/** Puts the reference in the place of what was typed for it, the caret behind it. */
export function $replaceByReference(typed: LexicalNode | null, code: Named): void {
  const link = $link(code);
  if (typed) typed.replace(link);
  else insert(link);
  link.selectNext(0, 0);
}

/** Puts the reference at the caret, or in the place of what is selected. */
export function $insertReference(code: Named): void {
  insert($link(code));
}

function insert(node: LexicalNode): void {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) selection.insertNodes([node]);
}
