import type { Config } from '@plaincode/types/payload';

/* Tells Payload's own functions about our documents. It stands here and not with the generated types, so
   that the package of types needs no Payload. */
declare module 'payload' {
  export interface GeneratedTypes extends Config {}
}
