'use client';

import { useDocumentTitle } from '@payloadcms/ui';
import { useEffect } from 'react';
import type { CodeBeside, LaterEdition } from '../../beside/code-beside.ts';
import { ReadText } from '../words/read-text.tsx';
import { WordDiff } from '../words/word-diff.tsx';
import { CodesNear } from './codes-near.tsx';
import { useBeside } from './use-beside.ts';

/** What is known of the code, above the text that is being written about it. */
export function Beside() {
  const beside = useBeside();
  useTitle(beside?.name);
  if (beside === null) return null;
  if (beside === undefined)
    return <p className="desk-official">No held edition of this code set knows this code.</p>;
  return (
    <section className="desk-official" aria-label={`Official data of ${beside.displayCode}`}>
      <p className="desk-official__label">{headOf(beside)}</p>
      <p className="desk-official__descriptor">
        {beside.change ? <WordDiff words={beside.change.words} /> : beside.descriptor}
      </p>
      {beside.change && (
        <p className="desk-official__label">Marked: what changed since the edition {beside.change.from}.</p>
      )}
      {beside.later.map((later) => (
        <Later key={later.label} {...later} />
      ))}
      <Facts beside={beside} />
    </section>
  );
}

/** Who approves the text says that it holds there too. */
function Later({ label, present, words }: LaterEdition) {
  return (
    <>
      <p>
        This text is read in the edition {label} too, {thereItSays(present, words !== null)}
      </p>
      {words && (
        <p className="desk-official__descriptor">
          <WordDiff words={words} />
        </p>
      )}
    </>
  );
}

function thereItSays(present: boolean, reworded: boolean): string {
  if (!present) return 'which no longer has the code.';
  return reworded
    ? 'where the official row says:'
    : 'where the official row has the same descriptor and differs in other parts.';
}

/** Names the document as people name its code; Payload's own title is its key, and comes back with each save. */
function useTitle(name: string | undefined): void {
  const { title, setDocumentTitle } = useDocumentTitle();
  useEffect(() => {
    if (name !== undefined && title !== name) setDocumentTitle(name);
  }, [name, title, setDocumentTitle]);
}

function headOf({ displayCode, edition, present, billable, isNew, dates }: CodeBeside): string {
  const parts = [
    `${displayCode} in ${edition.label}`,
    present ? (isNew ? 'new' : null) : 'no longer in this edition',
    billable === null ? null : billable ? 'billable' : 'header, not billable',
    dates.terminated ? `ends ${dates.terminated}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function Facts({ beside }: { beside: CodeBeside }) {
  const { indicators, data, notices, shortDescriptor, descriptor } = beside;
  return (
    <>
      <details>
        <summary>Hierarchy and neighbours</summary>
        <CodesNear beside={beside} />
      </details>
      <details>
        <summary>Notes and indicators held</summary>
        {data.length + indicators.length === 0 && <p>No data held.</p>}
        {data.map(({ section, items }) =>
          items.map(({ title, body }) => (
            <div key={`${section}/${title}`}>
              <h3>
                {section}: {title}
              </h3>
              <ReadText blocks={body} />
            </div>
          )),
        )}
        {indicators.length > 0 && (
          <dl>
            {indicators.map(({ name, value, meaning, historical }) => (
              <div key={name}>
                <dt>{historical ? `${name} (historical)` : name}</dt>
                <dd>{meaning ?? value}</dd>
              </div>
            ))}
          </dl>
        )}
      </details>
      <details>
        <summary>Notice that will be printed under the official text</summary>
        {notices.length === 0 && <p>None is held: a page cannot be published without it.</p>}
        {notices.map(({ holder, text }) => (
          <p key={`${holder}/${text}`}>
            {text} <span className="desk-quiet">({holder})</span>
          </p>
        ))}
      </details>
      {shortDescriptor && shortDescriptor !== descriptor && (
        <p className="desk-official__label">Short: {shortDescriptor}</p>
      )}
    </>
  );
}
