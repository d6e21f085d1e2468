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
      for (const text of document.querySelectorAll('.ContentEditable__root:not([aria-label])'))
        nameText(text);
      /* Called "text", while it shows what kind of text the cursor stands in. */
      for (const kind of document.querySelectorAll('.toolbar-popup__dropdown-text[aria-label]'))
        if (kind.textContent?.trim()) kind.removeAttribute('aria-label');
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
const controlNames = {
  '.step-nav input[role="combobox"]:not([aria-label])': 'What the dashboard shows',
  '#select-all[aria-label=""]': 'Choose all on this page',
  '.table tbody .select-row input[aria-label=""]': 'Choose this row',
  '.clickable-arrow--right:not([aria-label])': 'Next page',
  '.clickable-arrow:not(.clickable-arrow--right, [aria-label])': 'Previous page',
  '.doc-controls__popup .popup-button:not([aria-label])': 'More to do',
};

/** The bar above a text that is written: its buttons are drawings. */
const barNames = {
  bold: 'Bold',
  italic: 'Italic',
  subscript: 'Subscript',
  superscript: 'Superscript',
  inlineCode: 'As typed',
  link: 'Link',
};

const names = {
  ...controlNames,
  ...Object.fromEntries(
    Object.entries(barNames).map(([key, name]) => [
      `.toolbar-popup__button[data-button-key="${key}"]:not([aria-label])`,
      name,
    ]),
  ),
};

let named = 0;

function nameOf(input: HTMLInputElement): void {
  const label = input.closest('.field-type')?.querySelector<HTMLLabelElement>(':scope > label');
  if (!label) return;
  if (input.id === '') input.id = `named-${++named}`;
  if (label.htmlFor !== input.id) label.htmlFor = input.id;
}

/** A text that is written is no control of a form, so that no label can point at it. */
function nameText(text: Element): void {
  const label = text.closest('.field-type')?.querySelector(':scope > label, :scope > div > label');
  text.setAttribute('aria-label', label?.textContent?.replace(/\*$/, '') || 'Text');
}
