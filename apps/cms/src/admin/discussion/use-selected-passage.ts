'use client';

import { useEffect, useState } from 'react';
import { isInSurface, type Passage, selectedPassage } from './surfaces.ts';

export type Selected = Passage & { near: DOMRect };

/** The passage that is selected in the text; it stays while somebody goes to the panel, and goes with the selection. */
export function useSelectedPassage(): { selected: Selected | null; forget: () => void } {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    const look = () => {
      const now = selectedPassage();
      if (now) setSelected(now);
      else if (isInSurface(document.getSelection()?.anchorNode ?? null)) setSelected(null);
    };
    document.addEventListener('selectionchange', look);
    document.addEventListener('select', look);
    window.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('select', look);
      window.removeEventListener('scroll', look, { capture: true });
    };
  }, []);
  return { selected, forget: () => setSelected(null) };
}
