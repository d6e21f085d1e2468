/**
 * How long an editor may hold words back before it hands them to the form, in milliseconds: Payload's waits for an idle
 * moment, at most half a second.
 */
const handingOver = 600;

let writtenAt = 0;
let free = false;

/** An editor holds words that the form does not have yet. */
export function noteWriting(): void {
  writtenAt = Date.now();
}

export function inEditorOnly(): boolean {
  return Date.now() - writtenAt < handingOver;
}

/**
 * Opens the page anew without asking: who chose so knows what becomes of their words. Filling the open form instead would
 * do, but for saves and answers of the form that are still on their way: they know the text of before, and may come after.
 */
export function openAnew(): void {
  free = true;
  window.location.reload();
}

export function leavesFreely(): boolean {
  return free;
}
