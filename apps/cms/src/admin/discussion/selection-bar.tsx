'use client';

import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { Selected } from './use-selected-passage.ts';

type Props = {
  selected: Selected | null;
  /** Whether a remark is being written: the bar then stays away. */
  writing: boolean;
  onComment: () => void;
  onSuggest: () => void;
};

const keyOf = { comment: 'KeyM', suggest: 'KeyO' };

/** The editor's own toolbar may stand right under the selection; a text to be read has none. */
const room = (selected: Selected) => (selected.part === null ? 8 : 52);

/** What can be said of the selected passage, under it; by keyboard Ctrl (or Cmd) with Alt and M or O. */
export function SelectionBar({ selected, writing, onComment, onSuggest }: Props) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!selected || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.code !== keyOf.comment && event.code !== keyOf.suggest) return;
      event.preventDefault();
      if (event.code === keyOf.comment) onComment();
      else onSuggest();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [selected, onComment, onSuggest]);

  if (!selected || writing) return null;
  const { near } = selected;
  const style = {
    '--talk-top': `${Math.min(near.bottom + room(selected), window.innerHeight - 56)}px`,
    '--talk-left': `${Math.max(8, Math.min(near.left, window.innerWidth - 340))}px`,
  } as React.CSSProperties;
  return createPortal(
    <div
      className="talk-bar"
      style={style}
      role="toolbar"
      aria-label="The selected passage"
      onMouseDown={(event) => event.preventDefault()}
    >
      <button type="button" onClick={onComment} title="Ctrl or Cmd, Alt and M">
        Comment on this passage
      </button>
      {!selected.anchor.quote.includes('\n') && (
        <button type="button" onClick={onSuggest} title="Ctrl or Cmd, Alt and O">
          Suggest other words
        </button>
      )}
    </div>,
    document.body,
  );
}
