'use client';

import { type ReactNode, useEffect } from 'react';

/**
 * Gives the admin's lists of choices the names that stand above them. Payload's label points at the box around such a list
 * and names nothing; its cross, which Backspace does as well, is hidden from screen readers and yet a stop of the keyboard.
 */
export function NamedLists({ children }: { children: ReactNode }) {
  useEffect(() => {
    const mend = () => {
      for (const input of document.querySelectorAll<HTMLInputElement>('.field-type input[role="combobox"]'))
        nameOf(input);
      for (const cross of document.querySelectorAll('.clear-indicator[tabindex="0"]'))
        cross.setAttribute('tabindex', '-1');
    };
    mend();
    const watch = new MutationObserver(mend);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return children;
}

function nameOf(input: HTMLInputElement): void {
  const label = input.closest('.field-type')?.querySelector<HTMLLabelElement>(':scope > label');
  if (label && input.id !== '' && label.htmlFor !== input.id) label.htmlFor = input.id;
}
