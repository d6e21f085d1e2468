export type ExportRefusalCode = 'missing-notice' | 'missing-media' | 'bad-settings' | 'no-page';

/** Pages cannot be handed over as they stand; the message says what to mend, and where. */
export class ExportRefused extends Error {
  readonly code: ExportRefusalCode;

  constructor(code: ExportRefusalCode, message: string) {
    super(message);
    this.name = 'ExportRefused';
    this.code = code;
  }
}
