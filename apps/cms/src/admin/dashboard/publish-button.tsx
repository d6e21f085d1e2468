'use client';

import { Button, toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useEffect, useRef, useState } from 'react';
import { askDesk, wordsOf } from '../ask-desk.ts';
import { useRun } from '../releases/use-run.ts';

type Props = {
  /** The publish that waits or is at work. */
  running: string | null;
  /** What was imported since the last publish: it goes out with the texts. */
  imported: string[];
};

/** Asks for a publish of the site and then looks how it goes until it has ended. */
export function PublishButton({ running, imported }: Props) {
  const router = useRouter();
  const [run, setRun] = useState<string | null>(running);
  /* A dashboard that was asked for before a publish ended may come after it was told. */
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (running !== null && running !== told.current) setRun(running);
  }, [running]);
  useRun(run, (failure) => {
    router.refresh();
    if (failure === undefined) return;
    told.current = run;
    setRun(null);
    if (failure === null) toast.success('The site is published.');
    else toast.error(failure);
  });

  async function publish() {
    const question = `Imported since the last publish: ${namesOf(imported)}. What readers do not have of it goes out too. Publish?`;
    if (imported.length > 0 && !window.confirm(question)) return;
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

const most = 4;

function namesOf(imported: readonly string[]): string {
  const more = imported.length - most;
  const named = imported.slice(0, most).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
