'use client';

import { $isLinkNode, LinkNode } from '@payloadcms/richtext-lexical/client';
import { $nodesOfType, type LexicalEditor } from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { CodeToName } from '../../references/find-codes.ts';
import { codeOfAddress } from '../../workflow/code-addresses.ts';
import { askDesk } from '../ask-desk.ts';
import { standingWords } from './standing-words.ts';

type Named = Record<string, CodeToName | null>;

/** Shows at each link to a code how that code stands now, asked when the text is opened and when a link comes in. */
export function LinkStandings() {
  const [editor] = useLexicalComposerContext();
  const edition = useFormFields(([fields]) => fields?.appliesFrom?.value);
  const [links, setLinks] = useState('');
  const [named, setNamed] = useState<Named>({});

  useEffect(() => {
    const look = () => setLinks([...new Set(codeLinks(editor).map(({ url }) => url))].sort().join('\n'));
    look();
    return editor.registerUpdateListener(look);
  }, [editor]);

  useEffect(() => {
    if (links === '') return;
    const leaving = new AbortController();
    const asked = { addresses: links.split('\n'), edition: String(edition ?? '') };
    askDesk<{ named: Named }>('/codes/named', 'POST', asked, leaving.signal).then(
      (answer) => setNamed(answer.named),
      () => undefined,
    );
    return () => leaving.abort();
  }, [links, edition]);

  useEffect(() => {
    const mark = () => {
      for (const { key, url } of codeLinks(editor)) markLink(editor.getElementByKey(key), named, url);
    };
    mark();
    return editor.registerMutationListener(LinkNode, mark);
  }, [editor, named]);

  return null;
}

function codeLinks(editor: LexicalEditor): { key: string; url: string }[] {
  return editor.read(() =>
    $nodesOfType(LinkNode).flatMap((node) => {
      const url = $isLinkNode(node) ? node.getFields().url : undefined;
      return url && codeOfAddress(url) ? [{ key: node.getKey(), url }] : [];
    }),
  );
}

/** Beside the words and not among them: attributes, from which the style sheet writes. */
function markLink(element: HTMLElement | null, named: Named, url: string): void {
  if (!element || !(url in named)) return;
  const code = named[url] ?? null;
  element.dataset.standing = code?.standing ?? 'unknown';
  element.dataset.standingWords = standingWords(code);
  element.title = code ? `${code.displayCode}: ${code.descriptor}` : `${url}: no such code is held`;
}
