'use client';

import {
  createClientFeature,
  slashMenuBasicGroupWithItems,
  toolbarAddDropdownGroupWithItems,
} from '@payloadcms/richtext-lexical/client';
import { $getSelection, $isRangeSelection, type LexicalEditor } from '@payloadcms/richtext-lexical/lexical';
import { CodePicker, pickerMark } from './code-picker.tsx';
import { LinkStandings } from './link-standings.tsx';
import { PasteAddress } from './paste-address.tsx';

const label = 'Code reference ([[)';

/** Code references by the slash menu, the toolbar, `[[`, or a pasted address. */
export const CodeReferences = createClientFeature({
  plugins: [
    { Component: CodePicker, position: 'normal' },
    { Component: LinkStandings, position: 'normal' },
    { Component: PasteAddress, position: 'normal' },
  ],
  slashMenu: {
    groups: [
      slashMenuBasicGroupWithItems([
        {
          Icon: CodeIcon,
          key: 'codeReference',
          keywords: ['code', 'reference', 'link'],
          label,
          onSelect: ({ editor }) => beginReference(editor),
        },
      ]),
    ],
  },
  toolbarFixed: {
    groups: [
      toolbarAddDropdownGroupWithItems([
        {
          ChildComponent: CodeIcon,
          key: 'codeReference',
          label,
          onSelect: ({ editor }) => beginReference(editor),
        },
      ]),
    ],
  },
});

/** Writes what opens the picker, as a person would. */
function beginReference(editor: LexicalEditor): void {
  editor.update(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText(pickerMark);
  });
}

function CodeIcon() {
  return (
    <span className="desk-reference-icon" aria-hidden="true">
      [[
    </span>
  );
}
