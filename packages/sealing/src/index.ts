export { createDeriveKey, type DeriveKey } from './derive-sync.ts';
export type { Envelope, EnvelopeBinding } from './envelope.ts';
export { envelopeFormat } from './envelope.ts';
export {
  createKey,
  deriveEnvelopeKey,
  KeyError,
  parseKey,
  parseRootKeySet,
  type RootKeySet,
  rootKey,
} from './keys.ts';
export { createMac, type Mac } from './mac-sync.ts';
export { openEnvelope } from './open.ts';
export { type Sealable, type SealingKeys, sealEnvelope } from './seal.ts';
export { createBlind, createMark, createSeal, keysFingerprint, type Seal } from './seal-sync.ts';
