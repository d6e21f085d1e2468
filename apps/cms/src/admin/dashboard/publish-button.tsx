'use client';

import { Button, toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useState } from 'react';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { useRun } from '../releases/use-run.ts';

/** Asks for a publish of the site and then looks how it goes until it has ended. */
export function PublishButton() {
  const router = useRouter();
  const [run, setRun] = useState<string | null>(null);
  useRun(run, (failure) => {
    router.refresh();
    if (failure === undefined) return;
    setRun(null);
    if (failure === null) toast.success('The site is published.');
    else toast.error(failure);
  });

  async function publish() {
    try {
      const answer = await askDesk<{ run: { id: string } }>('/publish', 'POST', { reason: 'publish' });
      setRun(answer.run.id);
      router.refresh();
    } catch (error) {
      toast.error(wordsOf(error));
    }
  }

  return (
    <Button size="medium" margin={false} disabled={run !== null} onClick={publish}>
      {run === null ? 'Publish the site' : 'Publishing…'}
    </Button>
  );
}
