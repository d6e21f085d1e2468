/** How a file of a release may be kept beside its object, under the object's name with an ending. */
export type VariantEncoding = 'br';

/** A variant goes with its object: whoever removes one removes whatever stands beside it under its name with an ending. */
export const variantEndings: Readonly<Record<VariantEncoding, string>> = { br: '.br' };

/**
 * A variant begins with this many bytes of SHA-256 over the rest, the encoded bytes: whoever reads it knows whether it is
 * whole without decoding it, which costs many times as much.
 */
export const variantDigestBytes = 32;

/** Below this many bytes an encoding saves nothing. */
const smallest = 256;

const textual = /^(?:text\/|image\/svg\+xml|application\/(?:json|javascript|manifest\+json|ld\+json|xml))/;

/** Whether a file of a release is sent compressed. */
export const compressible = (mediaType: string, size: number): boolean =>
  size >= smallest && textual.test(mediaType);

/**
 * Brotli's quality for a file. Styles and scripts are few, large and fetched with every first visit; pages and the files of
 * the search index are many, and the last percents of them cost twenty times the processor.
 */
export const brotliQuality = (mediaType: string): number =>
  /^(?:text\/(?:css|javascript)|application\/javascript)/.test(mediaType) ? 11 : 5;
