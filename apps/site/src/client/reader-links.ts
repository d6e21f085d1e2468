import { keepMark, readMark } from './other-tabs.ts';

/** Remembers on this device that someone is logged in: pages that ask the gate nothing then link to the account. */
const mark = 'signed-in';

/** Sets or clears the mark. A browser that keeps nothing simply shows the two links. */
export function rememberSignedIn(signedIn: boolean): void {
  keepMark(mark, signedIn ? '1' : null);
  showReaderLinks(signedIn);
}

/** Shows the links that the last visit left behind. */
export function showRememberedLinks(): void {
  showReaderLinks(readMark(mark) === '1');
}

function showReaderLinks(signedIn: boolean): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-for]'))
    item.hidden = (item.dataset.for === 'account') !== signedIn;
}
