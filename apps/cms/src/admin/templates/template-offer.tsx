'use client';

import {
  Button,
  toast,
  useDocumentInfo,
  useForm,
  useFormFields,
  useFormModified,
  useFormProcessing,
} from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { TemplateOffer as Offer } from '../../templates/endpoints.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';

/** Offers a text that has empty parts what its code set's texts begin with. Words that stand are never touched. */
export function TemplateOffer() {
  const { id, lastUpdateTime, versionCount, incrementVersionCount } = useDocumentInfo();
  const revision = useFormFields(([fields]) => fields?.revision?.value);
  const { reset } = useForm();
  const modified = useFormModified();
  const processing = useFormProcessing();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [busy, setBusy] = useState(false);
  const save = `${lastUpdateTime}/${versionCount}`;

  useEffect(() => {
    if (id === undefined || save === '') return;
    const leaving = new AbortController();
    askDesk<Offer>(`/explanations/${id}/templates`, 'GET', undefined, leaving.signal).then(
      setOffer,
      () => undefined,
    );
    return () => leaving.abort();
  }, [id, save]);

  if (!offer || offer.parts.length === 0) return null;

  async function begin() {
    setBusy(true);
    try {
      await askDesk(`/explanations/${id}/templates`, 'POST', { revision: Number(revision ?? 0) });
      await reset(await askDesk(`/explanations/${id}?draft=true&depth=0`));
      // After the form has it: the offer goes away then, and words typed before would be written over.
      incrementVersionCount();
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="desk-template">
      <Button
        buttonStyle="secondary"
        size="small"
        margin={false}
        disabled={busy || modified || processing}
        onClick={begin}
      >
        Begin with the template of {offer.codeSet}
      </Button>
      <span className="desk-quiet">Into what is empty: {offer.parts.join(', ')}.</span>
    </div>
  );
}
