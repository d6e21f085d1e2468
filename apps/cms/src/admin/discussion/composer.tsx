'use client';

import { useEffect, useId, useState } from 'react';
import type { Named } from '../../discussion/discussion-view.ts';
import type { KeptRemark } from './kept-remarks.ts';
import { MentionField } from './mention-field.tsx';
import type { Passage } from './surfaces.ts';
import { useEscape } from './use-escape.ts';

type Props = {
  passage: Passage | null;
  suggests: boolean;
  people: readonly Named[];
  busy: boolean;
  /** Whether this person could ask for changes now: the remark can then wait and go out with others. */
  mayAsk: boolean;
  onSend: (remark: KeptRemark) => void;
  onKeep: (remark: KeptRemark) => void;
  onClose: () => void;
};

/** Where a remark or a suggestion is written. */
export function Composer({ passage, suggests, people, busy, mayAsk, onSend, onKeep, onClose }: Props) {
  const id = useId();
  const box = useEscape<HTMLDivElement>(onClose);
  const [key] = useState(() => crypto.randomUUID());
  const [said, setSaid] = useState({ words: '', mentions: [] as string[] });
  const quote = passage?.anchor.quote ?? '';
  const [proposed, setProposed] = useState(quote);

  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector('textarea')?.focus();
  }, [box]);

  const remark: KeptRemark = { key, passage, ...said, proposed: suggests ? proposed.trim() : null };
  const ready = !busy && (suggests ? proposed.trim() !== quote : said.words.trim() !== '');
  const primary = mayAsk && passage !== null ? onKeep : onSend;
  const send = () => ready && primary(remark);

  return (
    <div ref={box} className="talk-composer">
      {quote !== '' && <blockquote>{quote}</blockquote>}
      {suggests && (
        <div className="talk-field">
          <label htmlFor={id}>Other words for it</label>
          <textarea
            id={id}
            rows={3}
            maxLength={4000}
            value={proposed}
            onChange={({ target }) => setProposed(target.value.replaceAll(/[\r\n]+/g, ' '))}
          />
        </div>
      )}
      <MentionField
        label={suggests ? 'Why (if it needs saying)' : passage ? 'Your comment' : 'About the whole text'}
        people={people}
        value={said}
        onChange={setSaid}
        onSend={send}
      />
      <div className="talk-buttons">
        {mayAsk && passage !== null && (
          <button type="button" className="talk-main" disabled={!ready} onClick={() => onKeep(remark)}>
            Add to the changes I ask for
          </button>
        )}
        <button
          type="button"
          className={mayAsk && passage !== null ? '' : 'talk-main'}
          disabled={!ready}
          onClick={() => onSend(remark)}
        >
          {suggests ? 'Suggest' : 'Comment'}
          {mayAsk && passage !== null ? ' only' : ''}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </div>
  );
}
