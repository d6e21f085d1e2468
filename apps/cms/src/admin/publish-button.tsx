'use client';

import { Button, toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useEffect, useState } from 'react';

const lookAgainAfter = 3000;

/** Asks for a publish of the site and then looks how it goes until it has ended. */
export function PublishButton() {
  const router = useRouter();
  const [run, setRun] = useState<string | null>(null);

  useEffect(() => {
    if (run === null) return;
    const timer = setInterval(async () => {
      const response = await fetch(`/api/publish-runs/${run}?depth=0`, { credentials: 'same-origin' });
      const { state, failure } = await response.json();
      router.refresh();
      if (state === 'waiting' || state === 'running') return;
      setRun(null);
      if (state === 'done') toast.success('The site is published.');
      else toast.error(failure ?? 'The site could not be published.');
    }, lookAgainAfter);
    return () => clearInterval(timer);
  }, [run, router]);

  async function publish() {
    const response = await fetch('/api/publish', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'publish' }),
    });
    const answer = await response.json();
    if (!response.ok) {
      toast.error(answer.errors?.[0]?.message ?? 'The site could not be published.');
      return;
    }
    setRun(answer.run.id);
    router.refresh();
  }

  return (
    <Button size="medium" margin={false} disabled={run !== null} onClick={publish}>
      {run === null ? 'Publish the site' : 'Publishing…'}
    </Button>
  );
}
