'use client';

import { Button, toast } from '@payloadcms/ui';
import { useState } from 'react';
import { askDesk } from '../ask-desk.ts';
import { useRun } from './use-run.ts';

/** Takes one approved text to readers (or a withdrawn one off them) by itself. */
export function PublishText({
  id,
  disabled,
  onDone,
  onRefused,
}: {
  id: string;
  disabled: boolean;
  onDone: () => Promise<unknown>;
  onRefused: (error: unknown) => Promise<void>;
}) {
  const [run, setRun] = useState<string | null>(null);
  useRun(run, (failure) => {
    if (failure === undefined) return;
    setRun(null);
    if (failure !== null) toast.error(failure);
    else onDone().then(() => toast.success('Readers see the change now.'));
  });

  async function publish() {
    try {
      const asked = await askDesk<{ run: { id: string } }>('/publish', 'POST', { explanations: [id] });
      setRun(asked.run.id);
    } catch (error) {
      await onRefused(error);
    }
  }

  return (
    <Button size="medium" margin={false} disabled={disabled || run !== null} onClick={publish}>
      {run === null ? 'Publish' : 'Publishing…'}
    </Button>
  );
}
