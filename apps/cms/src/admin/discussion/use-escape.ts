import { type RefObject, useEffect, useRef } from 'react';

/** Runs `onEscape` when Escape is pressed in any field of the element, unless the field used it itself. */
export function useEscape<Box extends HTMLElement>(onEscape: () => void): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const act = useRef(onEscape);
  useEffect(() => {
    act.current = onEscape;
  });
  useEffect(() => {
    const listen = ({ key, target }: KeyboardEvent) => {
      if (key === 'Escape' && target instanceof Node && box.current?.contains(target)) act.current();
    };
    // React hears at the document. A field that stops the key there (a list of names that closes) is before the window.
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return box;
}
