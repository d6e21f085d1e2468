import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Installation } from './installation.ts';

/** The newest link that readers were mailed for a purpose, from the folder that stands in for a mail server. */
export async function mailedLink({ data }: Installation, purpose: 'reset' | 'verify'): Promise<string> {
  const folder = join(data, 'gate/mail');
  const read = async () => {
    const names = (await readdir(folder).catch(() => [])).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    // Quoted-printable breaks long lines with "=" and writes "=" as "=3D".
    const plain = texts.map((text) => text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
    return plain
      .flatMap((text) => text.match(new RegExp(`http://[^\\s"<>]+/${purpose}\\?[^\\s"<>]+`)) ?? [])
      .at(-1);
  };
  const link = await vi.waitUntil(read, { timeout: 20_000, interval: 200 });
  return link.replaceAll('&amp;', '&');
}
