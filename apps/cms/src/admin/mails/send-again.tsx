'use client';

import { Button, toast, useAuth, useDocumentInfo, useField, useForm } from '@payloadcms/ui';
import { useState } from 'react';
import type { Role } from '../../workflow/permissions.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

/** Above a mail that failed: an admin sends it again. */
export function SendAgain() {
  const { id } = useDocumentInfo();
  const { user } = useAuth<{ id: string; role: Role }>();
  const { value: state } = useField<string>({ path: 'state' });
  const { reset } = useForm();
  const [busy, setBusy] = useState(false);
  if (!id || state !== 'failed') return null;
  if (user?.role !== 'admin') return <p className="desk-quiet">An admin can send this mail again.</p>;

  async function send() {
    setBusy(true);
    try {
      await askDesk(`/mails/${id}/send-again`, 'POST');
      await reset(await askDesk(`/mails/${id}?depth=0`));
      toast.success('The mail is on its way again.');
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button size="medium" margin={false} disabled={busy} onClick={send}>
      Send again
    </Button>
  );
}
