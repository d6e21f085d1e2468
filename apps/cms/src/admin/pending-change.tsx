'use client';

import { Button, toast, useAuth, useDocumentInfo, useField, useForm } from '@payloadcms/ui';
import type { JSONFieldClientComponent } from 'payload';
import { useState } from 'react';
import { dayInWords } from '../day-in-words.ts';
import { aloneHint } from '../workflow/alone-hint.ts';
import type { PendingChange } from '../workflow/pending-change.ts';
import { askDesk, wordsOf } from './ask-desk.ts';

/** What waits for a second person: old and new values, and for everybody but its author the decision. */
export const PendingChangeView: JSONFieldClientComponent = ({ path }) => {
  const { value } = useField<PendingChange | null>({ path });
  const { user } = useAuth();
  const { id, collectionSlug, globalSlug } = useDocumentInfo();
  const { reset } = useForm();
  const [busy, setBusy] = useState(false);
  if (!value?.changes) return null;
  const own = value.by === user?.id;
  const { password } = value;
  const knowsPassword = password?.by === user?.id;
  const document = collectionSlug ? `${collectionSlug}/${id}` : `globals/${globalSlug}`;

  async function decide(decision: 'approve' | 'decline') {
    if (!value) return;
    setBusy(true);
    try {
      await askDesk(`/second-person/${document}`, 'POST', { decision, hash: value.hash });
      await reset(await askDesk(`/${document}?depth=0`));
      toast.success(decision === 'approve' ? 'The change is in effect.' : 'The change was dropped.');
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="desk-pending" aria-labelledby="desk-pending">
      <h2 id="desk-pending">
        {own ? 'Your change waits for a second person' : `${value.byName} proposes a change`}
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Now</th>
            <th scope="col">Proposed</th>
          </tr>
        </thead>
        <tbody>
          {value.changes.map(({ field, from, to }) => (
            <tr key={field}>
              <th scope="row">{fieldWords(field, collectionSlug)}</th>
              <td>{valueWords(from)}</td>
              <td>{valueWords(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {password && (
        <p>
          {knowsPassword ? 'You' : password.byName} set the password of this account on{' '}
          {dayInWords(password.at.slice(0, 10))}, and could sign in with it.
          {knowsPassword && !own && ' Somebody else has to approve the change.'}
        </p>
      )}
      {own && (
        <p className="desk-quiet">
          Nothing of it is in effect yet. Somebody else with the right to change it approves it here.{' '}
          {aloneHint}
        </p>
      )}
      <div className="desk-pending__buttons">
        {!own && !knowsPassword && (
          <Button size="medium" margin={false} disabled={busy} onClick={() => decide('approve')}>
            Approve
          </Button>
        )}
        <Button
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={busy}
          onClick={() => decide('decline')}
        >
          {own ? 'Take it back' : 'Decline'}
        </Button>
      </div>
    </section>
  );
};

/** `sectionTiers.medicareCoverage`: "Section tiers › medicare coverage". As the form names it. */
function fieldWords(field: string, collection: string | undefined): string {
  if (field === 'active') return collection === 'staff' ? 'May sign in' : 'In use';
  const words = field
    .split('.')
    .map((name) => name.replace(/([A-Z])/g, ' $1').toLowerCase())
    .join(' › ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.map(valueWords).join(', ') || 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
