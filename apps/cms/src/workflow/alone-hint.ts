/** For whoever waits for a second person whom the desk does not have. */
export const aloneHint =
  'Where there is nobody else, the operator can approve it at the command line: npm run plaincode -- settings approve.';
