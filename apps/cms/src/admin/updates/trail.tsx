'use client';

import { SetStepNav } from '@payloadcms/ui';

/** Where the person is, above every page. */
export function Trail({ steps }: { steps: { label: string; url?: string }[] }) {
  return <SetStepNav nav={steps} />;
}
