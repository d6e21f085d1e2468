'use client';

import { useAllFormFields, useFormModified } from '@payloadcms/ui';
import { useLayoutEffect, useRef } from 'react';

/**
 * Keeps what was written since the last save when the answer to an earlier one comes. Payload's form takes the desk's
 * value for every field but the one that was written in last: who chose a notice, say, and went on in the text while a
 * slow save was on its way, lost the choice.
 */
export function useOwnWords(): void {
  const [fields, dispatch] = useAllFormFields();
  const modified = useFormModified();
  const written = useRef(new Set<string>());

  // Before anything else can change the fields: what is put back here is as they are now.
  useLayoutEffect(() => {
    if (!modified) written.current.clear();
    const forgotten: typeof fields = {};
    for (const [path, field] of Object.entries(fields))
      if (field.isModified) written.current.add(path);
      else if (written.current.has(path)) forgotten[path] = { ...field, isModified: true };
    if (Object.keys(forgotten).length > 0) dispatch({ type: 'UPDATE_MANY', formState: forgotten });
  }, [fields, modified, dispatch]);
}
