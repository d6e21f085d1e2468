'use client';

import { Button, toast, useDocumentInfo, useFormFields, useFormModified } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import type { MergeView } from '../../lines/to-merge.ts';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { TextChanges } from '../words/text-changes.tsx';
import { useReload } from './use-reload.ts';

/** Shows what went live since this line began, until its editor says that it is taken over. */
export function MergeBanner() {
  const { id, lastUpdateTime, hasSavePermission } = useDocumentInfo();
  const toMerge = useFormFields(([fields]) => fields?.toMerge?.value);
  const modified = useFormModified();
  const reload = useReload();
  const [view, setView] = useState<MergeView | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = toMerge ? `/explanations/${id}/merge#${lastUpdateTime}` : null;

  useEffect(() => {
    if (asked === null) return setView(null);
    let current = true;
    askDesk<{ merge: MergeView | null }>(asked)
      .then(({ merge }) => current && setView(merge))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [asked]);

  if (view === null) return null;
  const { revision, family, correction, own } = view;

  async function merged() {
    setBusy(true);
    try {
      const path = `/explanations/${id}/merged`;
      const { approvalEnded } = await askDesk<{ approvalEnded: boolean }>(path, 'POST', { revision });
      await reload();
      const again =
        'It was approved before the correction: submit it, so that somebody else looks at it again.';
      toast.success(
        `Merged. This text now rests on what was corrected. ${approvalEnded ? again : ''}`.trim(),
      );
    } catch (error) {
      toast.error(wordsOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="lines-merge" aria-labelledby="lines-merge">
      <h2 id="lines-merge">
        {family === null
          ? 'The text that readers see was corrected since'
          : `The text for the family ${family} was corrected since`}
      </h2>
      <p>
        {family !== null && 'This code was broken out of the family, whose text is shown as it would read. '}
        Take the correction over into this text where it belongs, then say that it is merged. Until then an
        edition that this text is new in cannot be released.
      </p>
      <h3>The correction</h3>
      {correction ? (
        <TextChanges changes={correction} none="Nothing that readers would see." />
      ) : (
        <p className="desk-quiet">This text was not begun from what readers see: compare all of it.</p>
      )}
      <h3>
        {family === null
          ? 'How this text differs from what readers see now'
          : 'How this text differs from the family’s now'}
      </h3>
      <TextChanges changes={own} none="Not at all: it says the same." />
      {hasSavePermission && (
        <Button size="small" margin={false} disabled={busy || modified} onClick={merged}>
          Merged
        </Button>
      )}
    </section>
  );
}
