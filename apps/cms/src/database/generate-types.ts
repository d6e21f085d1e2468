import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SanitizedConfig } from 'payload';
import { generateTypes } from 'payload/node';

/** The document types that the config gives, as source text. The same for every database. */
export async function generatedTypes(config: SanitizedConfig): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-types-'));
  const outputFile = join(folder, 'payload.ts');
  try {
    await generateTypes({ ...config, typescript: { ...config.typescript, outputFile } }, { log: false });
    return readFileSync(outputFile, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
