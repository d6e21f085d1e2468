'use client';

import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import {
  LexicalTypeaheadMenuPlugin,
  MenuOption,
} from '@payloadcms/richtext-lexical/lexical/react/LexicalTypeaheadMenuPlugin';
import { useFormFields } from '@payloadcms/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CodeToName } from '../../references/find-codes.ts';
import { $replaceByReference } from './insert-reference.ts';
import { standingWords } from './standing-words.ts';
import { useCodes } from './use-codes.ts';

/** What a person types to refer to a code. */
export const pickerMark = '[[';

const typed = /\[\[([^[\]\n]{0,60})$/;

class CodeOption extends MenuOption {
  readonly code: CodeToName;

  constructor(code: CodeToName) {
    super(code.href);
    this.code = code;
  }
}

/** Held codes that begin with what is typed behind `[[`; arrows and Enter choose, Escape leaves the words as they are. */
export function CodePicker() {
  const [editor] = useLexicalComposerContext();
  const [query, setQuery] = useState<string | null>(null);
  const codeSet = useFormFields(([fields]) => fields?.codeSet?.value);
  const edition = useFormFields(([fields]) => fields?.appliesFrom?.value);
  const codes = useCodes(query, String(codeSet ?? ''), String(edition ?? ''));
  return (
    <LexicalTypeaheadMenuPlugin<CodeOption>
      options={(codes ?? []).map((code) => new CodeOption(code))}
      onQueryChange={setQuery}
      ignoreEntityBoundary
      triggerFn={(text) => {
        const match = typed.exec(text);
        if (!match) return null;
        return { leadOffset: match.index, matchingString: match[1] ?? '', replaceableString: match[0] };
      }}
      onSelectOption={(option, node, close) => {
        editor.update(() => $replaceByReference(node, option.code));
        close();
      }}
      menuRenderFn={(anchor, { options, selectedIndex, selectOptionAndCleanUp, setHighlightedIndex }) =>
        anchor.current &&
        createPortal(
          <Codes codes={codes} query={query}>
            {options.map((option, index) => (
              <button
                key={option.key}
                type="button"
                id={`typeahead-item-${index}`}
                role="option"
                aria-selected={index === selectedIndex}
                ref={(element) => option.setRefElement(element)}
                tabIndex={-1}
                onMouseEnter={() => setHighlightedIndex(index)}
                onClick={() => selectOptionAndCleanUp(option)}
              >
                <strong>{option.code.displayCode}</strong> <span>{option.code.descriptor}</span>
                <em data-standing={option.code.standing}>{standingWords(option.code)}</em>
              </button>
            ))}
          </Codes>,
          anchor.current,
        )
      }
    />
  );
}

type CodesProps = { codes: CodeToName[] | null; query: string | null; children: ReactNode[] };

/** The list under the caret. It comes later than its place, so it makes itself seen. */
function Codes({ codes, query, children }: CodesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (codes) list.current?.scrollIntoView({ block: 'nearest' });
  }, [codes]);
  return (
    <div ref={list} className="desk-picker">
      {children.length === 0 && <p>{emptyWords(query, codes)}</p>}
      {children}
    </div>
  );
}

function emptyWords(query: string | null, codes: CodeToName[] | null): string {
  if (!query) return 'Type the beginning of a code, such as J90 or E11.';
  return codes === null ? 'Looking…' : 'No held code begins so.';
}
