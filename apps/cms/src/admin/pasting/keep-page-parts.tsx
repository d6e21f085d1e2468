'use client';

import { LinkNode } from '@payloadcms/richtext-lexical/client';
import {
  COMMAND_PRIORITY_HIGH,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
} from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { mergeRegister } from '@payloadcms/richtext-lexical/lexical/utils';
import { toast } from '@payloadcms/ui';
import { useEffect } from 'react';
import { noteWriting } from '../saving/unsaved-words.ts';
import { leftOutWords } from './left-out-words.ts';
import { $pageParts, $unlink, type LeftOut, leadsSomewhere, nothingLeftOut } from './page-parts.ts';

/** Keeps out of the text what no page can show, and notes that there are words which the form does not have yet. */
export function KeepPageParts() {
  const [editor] = useLexicalComposerContext();
  useEffect(() => {
    return mergeRegister(
      editor.registerCommand(
        SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
        ({ nodes }) => {
          const left = nothingLeftOut();
          nodes.splice(0, nodes.length, ...$pageParts(nodes, left));
          say(left);
          return false;
        },
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerNodeTransform(LinkNode, (link) => {
        if (leadsSomewhere(link)) return;
        $unlink(link);
        say({ ...nothingLeftOut(), links: 1 });
      }),
      editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, prevEditorState }) => {
        const changed = dirtyElements.size > 0 || dirtyLeaves.size > 0;
        if (changed && !prevEditorState.isEmpty()) noteWriting();
      }),
    );
  }, [editor]);
  return null;
}

function say(left: LeftOut): void {
  const words = leftOutWords(left);
  if (words !== null) toast.warning(words);
}
