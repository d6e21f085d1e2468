'use client';

import { type ReactNode, useEffect } from 'react';

/**
 * Gives controls of the admin the names that stand beside them. Payload's label of a list of choices points at the box
 * around it and names nothing, and so does that of a day; the arrow and the cross of a list, which the keyboard does
 * without, are hidden from screen readers and yet stops of the keyboard.
 */
export function NamedLists({ children }: { children: ReactNode }) {
  useEffect(() => {
    const mend = () => {
      for (const input of document.querySelectorAll<HTMLInputElement>(unnamed)) nameOf(input);
      for (const part of document.querySelectorAll(hiddenStops)) part.setAttribute('tabindex', '-1');
      for (const [which, name] of Object.entries(names))
        for (const control of document.querySelectorAll(which)) control.setAttribute('aria-label', name);
    };
    mend();
    const watch = new MutationObserver(mend);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return children;
}

const unnamed = '.field-type :is(input[role="combobox"], .react-datepicker__input-container input)';
const hiddenStops =
  ':is(.clear-indicator[tabindex="0"], button.dropdown-indicator[aria-hidden]:not([tabindex="-1"]))';
const names = {
  '.step-nav input[role="combobox"]:not([aria-label])': 'What the dashboard shows',
  '#select-all:not([aria-label])': 'Choose all on this page',
  '.table tbody .checkbox-input input:not([aria-label])': 'Choose this row',
  '.doc-controls__popup .popup-button:not([aria-label])': 'More to do',
};

let named = 0;

function nameOf(input: HTMLInputElement): void {
  const label = input.closest('.field-type')?.querySelector<HTMLLabelElement>(':scope > label');
  if (!label) return;
  if (input.id === '') input.id = `named-${++named}`;
  if (label.htmlFor !== input.id) label.htmlFor = input.id;
}
