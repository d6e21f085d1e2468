/** The name of the chunk that holds all code by which a record becomes what templates may see. */
export const recordChunk = 'records';

/**
 * A chunk of its own for the code that reads records, judges them and seals their texts, with all that it needs: while its
 * hash stays, a record that was prepared before need not be prepared again for new templates or settings.
 */
export const recordCode = {
  name: recordChunk,
  test: /\/packages\/publish\/src\/record\/|\/apps\/site\/src\/render\/(parts|envelopes)\.ts$/,
};
