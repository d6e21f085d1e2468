/** Remembers on this device that someone is logged in: pages that ask the gate nothing then link to the account. */
const mark = 'plaincode-signed-in';

/** Sets or clears the mark. A browser that keeps nothing simply shows the two links. */
export function rememberSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(mark, '1');
    else localStorage.removeItem(mark);
  } catch {
    // Storage is blocked; nothing depends on the mark.
  }
  showReaderLinks(signedIn);
}

/** Shows the links that the last visit left behind. */
export function showRememberedLinks(): void {
  try {
    showReaderLinks(localStorage.getItem(mark) === '1');
  } catch {
    // As above.
  }
}

function showReaderLinks(signedIn: boolean): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-for]'))
    item.hidden = (item.dataset.for === 'account') !== signedIn;
}
