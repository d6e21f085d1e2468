'use client';

import { toast } from '@payloadcms/ui';
import { type FormEvent, useState } from 'react';
import type { BringInReport } from '../../bring-in/bring-in.ts';
import { columnLetters } from '../../bring-in/column-letters.ts';
import type { TextChoices } from '../../names/text-choices.ts';
import { wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';

type Choices = { codeSet: string; edition: string; notice: string; leaveOut: boolean };

/** A file of texts: looked at first, then brought in as one's own drafts. */
export function BringIn({ sets, editions, notices }: TextChoices) {
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState<Choices>({ codeSet: '', edition: '', notice: '', leaveOut: false });
  const [report, setReport] = useState<BringInReport | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (more: Partial<Choices>) => {
    setChoices({ ...choices, ...more });
    setReport(null);
  };
  const send = async (check: boolean) => {
    if (!file) return;
    setBusy(true);
    try {
      const { codeSet, edition, notice, leaveOut } = choices;
      const token = check ? undefined : report?.token;
      setReport(await sent(file, { codeSet, edition, notice, leaveOut, check, token }));
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    send(true);
  };
  const writable = report?.outcome === 'planned' && report.created + report.changed > 0;
  const blocked = (report?.problems.length ?? 0) > 0 && !choices.leaveOut;
  return (
    <>
      <h1>Bring texts in</h1>
      <p className="desk-quiet">
        A list exported from this desk, or a file of texts: xlsx, csv or docx. They become your drafts, never
        approvals. Nothing is written before you have seen what the file would do.
      </p>
      <form className="work-lists-form" onSubmit={look}>
        <label>
          File
          <input
            type="file"
            accept=".xlsx,.csv,.docx"
            required
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setReport(null);
            }}
          />
        </label>
        <fieldset>
          <legend>For rows that do not say</legend>
          <label>
            Code set
            <select
              value={choices.codeSet}
              onChange={(event) => choose({ codeSet: event.target.value, edition: '' })}
            >
              <option value="">As the file says</option>
              {sets.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Applies from edition
            <select value={choices.edition} onChange={(event) => choose({ edition: event.target.value })}>
              <option value="">As the file says</option>
              {editions
                .filter(({ codeSet }) => ['', codeSet].includes(choices.codeSet))
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
          <label>
            Notice
            <select value={choices.notice} onChange={(event) => choose({ notice: event.target.value })}>
              <option value="">As the file says</option>
              {notices.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </fieldset>
        <label className="work-lists-tick">
          <input
            type="checkbox"
            checked={choices.leaveOut}
            onChange={(event) => setChoices({ ...choices, leaveOut: event.target.checked })}
          />
          Leave out the rows with problems
        </label>
        <div className="work-lists-buttons">
          <button type="submit" disabled={busy || !file}>
            {busy ? 'One moment…' : 'Check'}
          </button>
          <button type="button" disabled={busy || !writable || blocked} onClick={() => send(false)}>
            Bring in
          </button>
        </div>
      </form>
      {report && <Report report={report} leaveOut={choices.leaveOut} />}
    </>
  );
}

async function sent(file: File, asked: object): Promise<BringInReport> {
  const body = new FormData();
  body.append('file', file);
  body.append('_payload', JSON.stringify(asked));
  const response = await fetch('/api/explanations/bring-in', {
    method: 'POST',
    credentials: 'same-origin',
    body,
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Error(answer?.errors?.[0]?.message ?? 'The desk could not read this file. Try again.');
}

/** In a text file a cell may run over lines, so that its rows are not those of a spreadsheet. */
const place = (file: string): string => (file.toLowerCase().endsWith('.csv') ? 'Line' : 'Row');

function Report({ report, leaveOut }: { report: BringInReport; leaveOut: boolean }) {
  const { file, outcome, rows, created, changed, unchanged, empty, problems, notes, texts } = report;
  const written = outcome === 'written';
  return (
    <section className="work-lists-report" aria-live="polite">
      <h2>
        {written ? 'Brought in' : outcome === 'refused' ? 'Nothing was written' : 'What the file would do'}
      </h2>
      <p>
        {rows.toLocaleString('en-US')} rows: <strong>{created}</strong> new {created === 1 ? 'text' : 'texts'}
        , <strong>{changed}</strong> changed, {unchanged} as they are{empty > 0 && `, ${empty} without text`},{' '}
        <strong>{problems.length}</strong> {problems.length === 1 ? 'problem' : 'problems'}.
      </p>
      {texts.length > 0 && (
        <details>
          <summary>
            Which texts
            {texts.length < created + changed && `: the first ${texts.length.toLocaleString('en-US')}`}
          </summary>
          <ul>
            {texts.map(({ line, codeSet, code, edition, kind }) => (
              <li key={`${line} ${codeSet}/${code}@${edition}`}>
                {place(file)} {line}: {codeSet}/{code} from {edition}, {kind === 'change' ? 'changed' : 'new'}
              </li>
            ))}
          </ul>
        </details>
      )}
      {!written && rows > 0 && problems.length > 0 && !leaveOut && (
        <p>All or nothing: mend the rows below, or leave them out with the tick above.</p>
      )}
      {written && (
        <p>
          <a href="/admin/collections/explanations?where[or][0][and][0][state][equals]=draft">
            See the drafts
          </a>
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="desk-quiet">
          {note}
        </p>
      ))}
      <ol className="work-lists-problems">
        {problems.map(({ line, column, code, message, hint, conflict }, index) => {
          const key = `${index} ${code}`;
          return (
            <li key={key}>
              <strong>
                {place(file)} {line}
                {column ? `, column ${columnLetters(column)}` : ''}.
              </strong>{' '}
              {message} <span className="desk-quiet">{hint}</span>
              {conflict && <TextChanges changes={conflict.diff} none="What changed is no longer held." />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
