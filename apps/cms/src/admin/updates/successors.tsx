'use client';

import { useId, useState } from 'react';
import type { Successor } from '../../updates/successors.ts';
import { askDesk } from '../ask-desk.ts';
import { useCodes } from '../references/use-codes.ts';

type Props = {
  codeSet: string;
  formerCode: string;
  edition: string;
  successors: Successor[];
  mayName: boolean;
  readersSee: boolean;
  busy: boolean;
  change: (work: () => Promise<unknown>, said: string) => Promise<boolean>;
};

const words = { confirmed: 'Confirmed', proposed: 'Proposed', declined: 'Declined' } as const;

/** What takes the place of a code that leaves: its page names what is confirmed here. */
export function Successors({
  codeSet,
  formerCode,
  edition,
  successors,
  mayName,
  readersSee,
  busy,
  change,
}: Props) {
  const settle = (id: string, state: 'confirmed' | 'declined') =>
    change(() => askDesk(`/replacements/${id}`, 'PATCH', { state }), `${words[state]}.`);
  const name = (code: string) =>
    change(
      () => askDesk('/replacements', 'POST', { codeSet, formerCode, code, state: 'confirmed' }),
      readersSee
        ? `Its page names ${code} from the next publish on.`
        : `Its page names ${code} once readers see this edition.`,
    );
  return (
    <section className="update-item__successors" aria-labelledby="successors">
      <h3 id="successors">What takes its place</h3>
      {successors.length === 0 && <p className="desk-quiet">Nothing is named yet.</p>}
      {successors.length > 0 && (
        <ul>
          {successors.map(({ id, displayCode, descriptor, state, source }) => (
            <li key={id}>
              <strong>{displayCode}</strong> {descriptor} <em>{words[state]}</em>
              {source && <small> {source}</small>}
              {mayName && state !== 'confirmed' && (
                <button type="button" disabled={busy} onClick={() => settle(id, 'confirmed')}>
                  Confirm
                </button>
              )}
              {mayName && state !== 'declined' && (
                <button type="button" disabled={busy} onClick={() => settle(id, 'declined')}>
                  Decline
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayName && <NameOne codeSet={codeSet} edition={edition} busy={busy} name={name} />}
    </section>
  );
}

type NameOneProps = Pick<Props, 'codeSet' | 'edition' | 'busy'> & {
  name: (code: string) => Promise<boolean>;
};

function NameOne({ codeSet, edition, busy, name }: NameOneProps) {
  const [typed, setTyped] = useState('');
  const list = useId();
  const codes = (useCodes(typed, codeSet, edition) ?? []).filter((one) => one.codeSet === codeSet);
  const code = typed.trim();
  const give = async () => {
    if (code !== '' && (await name(code))) setTyped('');
  };
  return (
    <p>
      <label>
        Another code{' '}
        <input
          list={list}
          value={typed}
          maxLength={20}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && give()}
        />
      </label>
      <datalist id={list}>
        {codes.map(({ displayCode, descriptor }) => (
          <option key={displayCode} value={displayCode}>
            {descriptor}
          </option>
        ))}
      </datalist>
      <button type="button" disabled={busy || code === ''} onClick={give}>
        Name it
      </button>
    </p>
  );
}
