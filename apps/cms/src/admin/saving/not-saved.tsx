'use client';

import { useLeaving } from './use-leaving.ts';
import { useSaving } from './use-saving.ts';

/** Says why the last save failed for as long as it is so, in the place of "Last saved"; read out once. */
export function NotSaved() {
  const saving = useSaving();
  useLeaving(saving);
  return (
    <span className="desk-not-saved" role="status">
      {saving.why === null ? '' : `Not saved: ${saving.why}`}
    </span>
  );
}
