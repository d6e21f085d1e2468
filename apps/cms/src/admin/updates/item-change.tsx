'use client';

import { useState } from 'react';
import type { ItemView, TextDiff } from '../../updates/item-view.ts';
import { CodesNear } from '../beside/codes-near.tsx';
import { useBesideOf } from '../beside/use-beside.ts';
import { WordDiff } from '../words/word-diff.tsx';

type Props = { view: ItemView; inline: boolean; onToggle: () => void };

/** What the official files say now and said before. */
export function ItemChange({ view, inline, onToggle }: Props) {
  const { update, texts, told, cited, item } = view;
  return (
    <section aria-labelledby="update-item-change" className="update-item__change">
      <div className="update-item__row">
        <h2 id="update-item-change">
          {update.fromLabel} to {update.label}
        </h2>
        <button type="button" aria-pressed={!inline} onClick={onToggle}>
          Side by side <kbd>d</kbd>
        </button>
      </div>
      {texts.map((text) => (
        <div key={text.name} className="update-item__text">
          <h3>{text.name}</h3>
          {inline ? <Inline text={text} /> : <Beside text={text} from={update.fromLabel} to={update.label} />}
        </div>
      ))}
      {cited.length > 0 && (
        <>
          <h3>The text cites what changed</h3>
          <ul>
            {cited.map(({ displayCode, change, href }) => (
              <li key={displayCode}>
                <a href={href}>{displayCode}</a> {change}
              </li>
            ))}
          </ul>
        </>
      )}
      {told.length > 0 && (
        <>
          <h3>Also</h3>
          <ul>
            {told.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <Around codeSet={item.codeSet} code={item.code} edition={update.edition} />
      {item.note && (
        <>
          <h3>Note</h3>
          <p className="update-item__note">{item.note}</p>
        </>
      )}
    </section>
  );
}

/** Asked for once it is opened: who goes from item to item by key does not wait for it. */
function Around({ codeSet, code, edition }: { codeSet: string; code: string; edition: string }) {
  const [open, setOpen] = useState(false);
  const beside = useBesideOf(codeSet, open ? code : '', edition);
  return (
    <details
      className="update-item__around"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>Hierarchy and neighbours</summary>
      {open && beside && <CodesNear beside={beside} />}
      {open && beside === null && <p className="desk-quiet">One moment…</p>}
      {open && beside === undefined && <p className="desk-quiet">No held edition knows this code.</p>}
    </details>
  );
}

function Inline({ text }: { text: TextDiff }) {
  if (text.before === text.after)
    return (
      <p>
        {text.after ?? 'Nothing'} <span className="desk-quiet">(unchanged)</span>
      </p>
    );
  return (
    <p>
      <WordDiff words={text.words} />
    </p>
  );
}

function Beside({ text, from, to }: { text: TextDiff; from: string; to: string }) {
  return (
    <dl className="update-item__beside">
      <div>
        <dt>{from}</dt>
        <dd>
          {text.before === null ? (
            'Not held'
          ) : (
            <WordDiff words={text.words.filter(({ kind }) => kind !== 'added')} />
          )}
        </dd>
      </div>
      <div>
        <dt>{to}</dt>
        <dd>
          {text.after === null ? (
            'Not held'
          ) : (
            <WordDiff words={text.words.filter(({ kind }) => kind !== 'removed')} />
          )}
        </dd>
      </div>
    </dl>
  );
}
