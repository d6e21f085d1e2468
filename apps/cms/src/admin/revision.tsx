'use client';

import { useField } from '@payloadcms/ui';

/** Carries the revision that the text was written on through the form; nobody needs to see it. */
export function Revision({ path }: { path: string }) {
  const { value } = useField<number>({ path });
  return <input type="hidden" name={path} value={value ?? 0} readOnly />;
}
