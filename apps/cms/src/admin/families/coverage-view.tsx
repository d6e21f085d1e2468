'use client';

import { useRouter, useSearchParams } from 'next/navigation.js';
import { useEffect, useState } from 'react';
import type { SetCoverage } from '../../families/coverage.ts';
import type { RangeCoverage } from '../../workflow/families/count-coverage.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

type Set = { slug: string; name: string };

/** How many codes of a set have a text of their own, one of a family, or none, by chapter and by category. */
export function CoverageOfSets({ sets }: { sets: Set[] }) {
  const query = useSearchParams();
  const router = useRouter();
  const codeSet = query.get('codeSet') ?? sets[0]?.slug ?? '';
  const asked = new URLSearchParams({ codeSet });
  for (const name of ['edition', 'range']) if (query.get(name)) asked.set(name, query.get(name) ?? '');
  const { coverage, asking, failure } = useCoverage(asked.toString());
  const go = (parts: Record<string, string>) =>
    router.push(`/admin/coverage?${new URLSearchParams({ codeSet, ...parts })}`);
  const range = query.get('range');

  return (
    <div className="family">
      <h1>Coverage</h1>
      <p className="coverage__choice">
        <label>
          Code set{' '}
          <select value={codeSet} onChange={({ target }) => go({ codeSet: target.value })}>
            {sets.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>{' '}
        {coverage && (
          <label>
            Edition{' '}
            <select value={coverage.edition.id} onChange={({ target }) => go({ edition: target.value })}>
              {coverage.editions.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </p>
      {failure !== null && <p role="alert">{failure}</p>}
      {coverage === null && failure === null && (
        <p className="desk-quiet" role="status">
          {asking ? 'The codes are being counted…' : 'No edition of this set is held.'}
        </p>
      )}
      {coverage && (
        <>
          <p className="desk-quiet">
            {coverage.edition.shown
              ? 'As readers see it.'
              : 'With what is approved for this edition, as its release would leave it.'}{' '}
            {range && (
              <button type="button" onClick={() => go({ edition: coverage.edition.id })}>
                All ranges
              </button>
            )}
          </p>
          <p className="coverage__key" aria-hidden="true">
            <span className="coverage__own" /> Own text <span className="coverage__inherited" /> Of a family
          </p>
          <table className="coverage__table">
            <thead>
              <tr>
                {['Range', 'Codes', 'Own text', 'Of a family', 'None', 'Share'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[coverage.total, ...coverage.ranges].map((row, index) => {
                const key = `${index} ${row.range}`;
                const open =
                  index > 0 && !range ? () => go({ edition: coverage.edition.id, range: row.range }) : null;
                return <Row key={key} row={row} open={open} />;
              })}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

function Row({ row, open }: { row: RangeCoverage; open: (() => void) | null }) {
  const { range, codes, own, inherited, none } = row;
  const share = (count: number) => `${codes === 0 ? 0 : (100 * count) / codes}%`;
  const count = (number: number) => number.toLocaleString('en-US');
  return (
    <tr>
      <th scope="row">
        {open ? (
          <button type="button" onClick={open}>
            {range}
          </button>
        ) : (
          range
        )}
      </th>
      <td>{count(codes)}</td>
      <td>{count(own)}</td>
      <td>{count(inherited)}</td>
      <td>{count(none)}</td>
      <td>
        <span className="coverage__bar" aria-hidden="true">
          <span className="coverage__own" style={{ width: share(own) }} />
          <span className="coverage__inherited" style={{ width: share(inherited) }} />
        </span>
      </td>
    </tr>
  );
}

function useCoverage(query: string): {
  coverage: SetCoverage | null;
  asking: boolean;
  failure: string | null;
} {
  const [coverage, setCoverage] = useState<SetCoverage | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    askDesk<{ coverage: SetCoverage | null }>(
      `/codes/coverage?${query}`,
      'GET',
      undefined,
      leaving.signal,
    ).then(
      (answer) => {
        setCoverage(answer.coverage);
        setAnswered(query);
        setFailure(null);
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setFailure(wordsOf(error));
      },
    );
    return () => leaving.abort();
  }, [query]);
  return { coverage, asking: answered !== query, failure };
}
