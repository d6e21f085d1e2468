/** Whether the focus was lost with what had it: a keyboard would begin again at the top of the page. */
export function nothingFocused(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}
