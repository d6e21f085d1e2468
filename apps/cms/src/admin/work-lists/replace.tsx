'use client';

import { toast } from '@payloadcms/ui';
import { type FormEvent, useEffect, useState } from 'react';
import type { TextChoices } from '../../names/text-choices.ts';
import type { FoundTexts } from '../../replace/find-texts.ts';
import type { SavedBatch } from '../../replace/save-batch.ts';
import { stateLabels, states } from '../../workflow/states.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';
import { LeftTexts } from './left-texts.tsx';

const nothingAsked = {
  find: '',
  replaceWith: '',
  wholeWord: true,
  matchCase: false,
  codeSet: '',
  edition: '',
  from: '',
  to: '',
  state: '',
};
const searchable = states.filter((state) => state !== 'superseded' && state !== 'withdrawn');
type Asked = typeof nothingAsked;
type TextField = 'find' | 'replaceWith' | 'from' | 'to';
type Batch = {
  id: string;
  kind?: 'words' | 'notice';
  find: string;
  replaceWith?: string;
  authorName: string;
  state: string;
};

/** Words found in many texts; each hit is shown as a difference and can be left out. */
export function Replace({ sets, editions }: TextChoices) {
  const [asked, setAsked] = useState<Asked>(nothingAsked);
  const [result, setResult] = useState<FoundTexts | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [saved, setSaved] = useState<SavedBatch | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (more: Partial<Asked>) => {
    setAsked({ ...asked, ...more });
    setResult(null);
  };
  const work = async (act: () => Promise<void>) => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const find = (event: FormEvent) => {
    event.preventDefault();
    const { state, ...rest } = asked;
    const named = Object.fromEntries(
      Object.entries(rest).filter(([name, value]) => value !== '' || name === 'replaceWith'),
    );
    const given = { ...named, ...(state === '' ? {} : { states: [state] }) };
    work(async () => {
      setResult(await askDesk<FoundTexts>('/change-batches/find', 'POST', given));
      setLeft(new Set());
      setSaved(null);
    });
  };
  const chosen = (result?.found ?? []).filter(({ id, refused }) => refused === null && !left.has(id));
  const save = () =>
    work(async () => {
      const { find: words, replaceWith, wholeWord, matchCase } = asked;
      const texts = chosen.map(({ id, contentHash }) => ({ id, contentHash }));
      setSaved(
        await askDesk<SavedBatch>('/change-batches/save', 'POST', {
          find: words,
          replaceWith,
          wholeWord,
          matchCase,
          texts,
        }),
      );
      setResult(null);
    });
  const field = (name: TextField, label: string, required = false) => (
    <label>
      {label}
      <input
        value={asked[name]}
        maxLength={name === 'find' || name === 'replaceWith' ? 200 : 80}
        required={required}
        onChange={(event) => choose({ [name]: event.target.value })}
      />
    </label>
  );
  const tick = (name: 'wholeWord' | 'matchCase', label: string) => (
    <label className="work-lists-tick">
      <input
        type="checkbox"
        checked={asked[name]}
        onChange={(event) => choose({ [name]: event.target.checked })}
      />
      {label}
    </label>
  );
  return (
    <>
      <h1>Find and replace</h1>
      <p className="desk-quiet">
        Finds words in plain titles, explanations and sections. What was approved before goes to review as one
        change; what is still being written stays a draft.
      </p>
      <form className="work-lists-form" onSubmit={find}>
        {field('find', 'Find', true)}
        {field('replaceWith', 'Replace with')}
        <div className="work-lists-buttons">
          {tick('wholeWord', 'Whole words')}
          {tick('matchCase', 'Capitals matter')}
        </div>
        <fieldset>
          <legend>Where</legend>
          <label>
            Code set
            <select
              value={asked.codeSet}
              onChange={(event) => choose({ codeSet: event.target.value, edition: '' })}
            >
              <option value="">All</option>
              {sets.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            State
            <select value={asked.state} onChange={(event) => choose({ state: event.target.value })}>
              <option value="">All that can be changed</option>
              {searchable.map((state) => (
                <option key={state} value={state}>
                  {stateLabels[state]}
                </option>
              ))}
            </select>
          </label>
          <label>
            Applies from edition
            <select value={asked.edition} onChange={(event) => choose({ edition: event.target.value })}>
              <option value="">All</option>
              {editions
                .filter(({ codeSet }) => ['', codeSet].includes(asked.codeSet))
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
          {field('from', 'From code')}
          {field('to', 'To code')}
        </fieldset>
        <div className="work-lists-buttons">
          <button type="submit" disabled={busy}>
            {busy ? 'One moment…' : 'Find'}
          </button>
        </div>
      </form>
      {saved && <Saved saved={saved} />}
      {result && (
        <section aria-live="polite">
          <h2>
            {result.found.length} {result.found.length === 1 ? 'text' : 'texts'} of{' '}
            {result.searched.toLocaleString('en-US')}
          </h2>
          {result.more && (
            <p>There are more: these are the first {result.found.length}. Do them first, then find again.</p>
          )}
          {result.found.length > 1 && (
            <p>
              {chosen.length} chosen.{' '}
              <button
                type="button"
                className="desk-plain"
                onClick={() => setLeft(new Set(chosen.length > 0 ? result.found.map(({ id }) => id) : []))}
              >
                {chosen.length > 0 ? 'Choose none' : 'Choose all'}
              </button>
            </p>
          )}
          <ul className="work-lists-hits">
            {result.found.map(({ id, name, editionLabel, stateLabel, diff, together, refused }) => (
              <li key={id}>
                <label className="work-lists-tick">
                  <input
                    type="checkbox"
                    disabled={refused !== null}
                    checked={refused === null && !left.has(id)}
                    onChange={({ target }) => {
                      const next = new Set(left);
                      if (target.checked) next.delete(id);
                      else next.add(id);
                      setLeft(next);
                    }}
                  />
                  <strong>{name}</strong>
                  <span className="desk-quiet">
                    {editionLabel} · {stateLabel} ·{' '}
                    {together ? 'goes to review with the others' : 'stays as it stands'}
                  </span>
                </label>
                {refused && <p role="note">{refused}</p>}
                <TextChanges changes={diff} none="Only what readers do not see changes." />
              </li>
            ))}
          </ul>
          {result.found.length > 0 && (
            <div className="work-lists-buttons">
              <button type="button" disabled={busy || chosen.length === 0} onClick={save}>
                Change {chosen.length} {chosen.length === 1 ? 'text' : 'texts'}
              </button>
            </div>
          )}
        </section>
      )}
      <Batches key={saved?.batch ?? 'none'} />
    </>
  );
}

function Saved({ saved }: { saved: SavedBatch }) {
  const { batch, submitted, drafts, left } = saved;
  return (
    <section role="status">
      <p>
        {submitted} submitted for review as one change, {drafts} changed and left with their editors or
        reviewers. {batch && <a href={`/admin/replace/${batch}`}>See the change</a>}
      </p>
      <LeftTexts left={left} />
    </section>
  );
}

/** The changes that wait for a reviewer. */
function Batches() {
  const [batches, setBatches] = useState<Batch[]>([]);
  useEffect(() => {
    askDesk<{ docs: Batch[] }>('/change-batches?where[state][equals]=in-review&limit=20&depth=0').then(
      ({ docs }) => setBatches(docs),
      () => setBatches([]),
    );
  }, []);
  if (batches.length === 0) return null;
  return (
    <section>
      <h2>Waiting for a reviewer</h2>
      <ul>
        {batches.map(({ id, kind, find, replaceWith, authorName }) => (
          <li key={id}>
            <a href={`/admin/replace/${id}`}>
              {kind === 'notice' && 'Another notice: '}“{find}” → “{replaceWith ?? ''}”
            </a>{' '}
            <span className="desk-quiet">by {authorName}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
