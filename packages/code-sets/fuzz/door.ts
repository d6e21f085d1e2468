/** For the tests of whoever imports what the readers accept. */
export { type Reader, readers } from './corpus/readers.ts';
export { type Input, makeInput } from './make-input.ts';
