'use client';

import { useDocumentInfo, useForm } from '@payloadcms/ui';
import { useCallback } from 'react';
import { askDesk } from '../ask-desk.ts';

/** Puts the document as the desk holds it now into the open form, and has everything around it ask anew. */
export function useReload(): () => Promise<void> {
  const { id, incrementVersionCount } = useDocumentInfo();
  const { reset } = useForm();
  return useCallback(async () => {
    const stored = await askDesk(`/explanations/${id}?draft=true&depth=0`);
    incrementVersionCount();
    await reset(stored);
  }, [id, incrementVersionCount, reset]);
}
