'use client';

import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  PASTE_COMMAND,
} from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { useEffect } from 'react';
import type { CodeToName } from '../../references/find-codes.ts';
import { codeOfAddress } from '../../workflow/code-addresses.ts';
import { askDesk } from '../ask-desk.ts';
import { $insertReference } from './insert-reference.ts';

/** An address of a code's page that is pasted becomes a reference; any other address stays what it is. */
export function PasteAddress() {
  const [editor] = useLexicalComposerContext();
  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const text =
            'clipboardData' in event ? (event.clipboardData?.getData('text/plain').trim() ?? '') : '';
          const selection = $getSelection();
          if (!mayBeOurs(text) || !$isRangeSelection(selection) || !selection.isCollapsed()) return false;
          event.preventDefault();
          const put = (code: CodeToName | null) =>
            editor.update(() => {
              if (code) $insertReference(code);
              else $getSelection()?.insertText(text);
            });
          askDesk<{ named: Record<string, CodeToName | null> }>('/codes/named', 'POST', {
            addresses: [text],
          }).then(
            ({ named }) => put(named[text] ?? null),
            () => put(null),
          );
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );
  return null;
}

/** One address alone, of the shape of a code's page; whether it is one of this site, the desk says. */
function mayBeOurs(text: string): boolean {
  const path = /^https?:\/\/[^\s/]+(\/\S*)$/.exec(text)?.[1] ?? text;
  return !/\s/.test(text) && codeOfAddress(path) !== null;
}
