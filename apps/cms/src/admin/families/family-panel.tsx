'use client';

import { toast, useDocumentInfo } from '@payloadcms/ui';
import { useState } from 'react';
import type { FamilyRow, FamilyView } from '../../families/family-view.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { ReadText } from '../words/read-text.tsx';
import { useFamily } from './use-family.ts';

/** Which codes the open text is for, and what the page of each will read. */
export function FamilyPanel() {
  const { id, hasSavePermission } = useDocumentInfo();
  const [page, setPage] = useState(1);
  const [q, setQ] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const { family, asking, failure } = useFamily({ page, q, code });

  async function breakOut(chosen: string) {
    try {
      const { id: line } = await askDesk<{ id: string }>(`/explanations/${id}/break-out`, 'POST', {
        code: chosen,
      });
      window.location.assign(`/admin/collections/explanations/${line}`);
    } catch (error) {
      toast.error(wordsOf(error));
    }
  }

  if (failure !== null) return <p role="alert">{failure}</p>;
  if (family === null && asking) return <p className="desk-quiet">The family is being read…</p>;
  if (family === null)
    return <p className="desk-quiet">The family is shown once code and edition are saved and known.</p>;
  const { counts, edition, rows, found, pages, chosen } = family;
  const row = rows.find((one) => one.code === chosen?.code);
  return (
    <section className="family" aria-labelledby="family-codes">
      <h2 id="family-codes">What each page reads, in {edition.label}</h2>
      <p>
        {counts.inherits === 1 ? '1 code reads' : `${counts.inherits.toLocaleString('en-US')} codes read`}{' '}
        this text
        {counts.own > 0 &&
          `, ${counts.own.toLocaleString('en-US')} ${counts.own === 1 ? 'has a text of its own' : 'have a text of their own'}`}
        {counts.other > 0 &&
          `, ${counts.other.toLocaleString('en-US')} ${counts.other === 1 ? 'reads' : 'read'} a nearer family's`}
        .
      </p>
      <label className="family__find">
        Find a code or words
        <input
          type="search"
          value={q}
          onChange={({ target }) => {
            setQ(target.value);
            setPage(1);
            setCode(null);
          }}
        />
      </label>
      <div className="family__halves">
        <div>
          {rows.length === 0 && <p className="desk-quiet">No code of the family fits.</p>}
          <ul className="family__codes" aria-label={found === 1 ? '1 code' : `${found} codes`}>
            {rows.map((one) => (
              <li key={one.code}>
                <button
                  type="button"
                  aria-pressed={one.code === chosen?.code}
                  onClick={() => setCode(one.code)}
                >
                  <strong>{one.displayCode}</strong>
                  <span>{standingOf(one)}</span>
                  <small>{one.descriptor}</small>
                </button>
              </li>
            ))}
          </ul>
          <p className="family__pages">
            <button type="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>
              Previous
            </button>
            <span>
              Page {family.page} of {pages}
            </span>
            <button type="button" disabled={page >= pages} onClick={() => setPage(page + 1)}>
              Next
            </button>
          </p>
        </div>
        {chosen && <Reading chosen={chosen} />}
      </div>
      {chosen && row?.line && (
        <p>
          {chosen.displayCode} has a text of its own at the desk ({row.line.stateLabel.toLowerCase()}):{' '}
          <a href={`/admin/collections/explanations/${row.line.id}`}>open it</a>.
        </p>
      )}
      {chosen && row && !row.line && row.code !== family.root && hasSavePermission && (
        <button type="button" onClick={() => breakOut(chosen.code)}>
          Break {chosen.displayCode} out: begin a text of its own
        </button>
      )}
    </section>
  );
}

function Reading({ chosen }: { chosen: NonNullable<FamilyView['chosen']> }) {
  return (
    <div className="family__reading" aria-live="polite">
      <h3>
        {chosen.displayCode} {chosen.title ?? ''}
      </h3>
      <p className="desk-quiet">{chosen.descriptor}</p>
      {chosen.lacks.map((lack) => (
        <p key={lack} className="family__lack">
          Cannot be read here: {lack}.
        </p>
      ))}
      <ReadText blocks={chosen.body} />
    </div>
  );
}

function standingOf({ standing, nearer, line }: FamilyRow): string {
  if (standing === 'own') return 'own text';
  if (standing === 'other') return `reads the text of ${nearer}`;
  return line ? `inherits; own text: ${line.stateLabel.toLowerCase()}` : 'inherits';
}
