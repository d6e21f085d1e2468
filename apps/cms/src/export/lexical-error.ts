/** Why an editor's text cannot become page text. */
export type LexicalErrorCode = 'malformed' | 'unknown-node' | 'bad-link' | 'missing-media';

/** An editor's text holds something that pages cannot show; the message tells the editor what to change. */
export class LexicalError extends Error {
  readonly code: LexicalErrorCode;

  constructor(code: LexicalErrorCode, message: string) {
    super(message);
    this.name = 'LexicalError';
    this.code = code;
  }
}
