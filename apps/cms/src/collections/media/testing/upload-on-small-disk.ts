import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openTestDesk } from '../../../testing/open-test-desk.ts';

// Stores an image in a desk whose disk is filled up but for some room, frees it, and stores it again. Prints what came of
// it for each room, as a line of JSON: what was said, and how many documents and files the first attempt left. Usage, with the small disk as TMPDIR: upload-on-small-disk.ts KILOBYTES…

/** Takes the whole disk but for so many bytes. */
function fill(file: string, leave: number): void {
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(64 * 1024);
  let size = 0;
  try {
    for (;;) size += writeSync(handle, block);
  } catch {
    ftruncateSync(handle, Math.max(0, size - leave));
  } finally {
    closeSync(handle);
  }
}

const noise = Buffer.from(Array.from({ length: 600 * 400 * 3 }, (_, at) => (at * 7_919) % 251));
const png = await sharp(noise, { raw: { width: 600, height: 400, channels: 3 } })
  .png()
  .toBuffer();
const desk = await openTestDesk();
const { payload } = desk;

async function upload(name: string): Promise<string> {
  try {
    const { filename } = await payload.create({
      collection: 'media',
      data: { alt: 'Noise' },
      file: { data: png, name, mimetype: 'image/png', size: png.length },
    });
    return String(filename);
  } catch (error) {
    return error instanceof Error ? `refused: ${error.message}` : 'refused';
  }
}

async function images(): Promise<number> {
  return (await payload.count({ collection: 'media' })).totalDocs;
}

const { mediaFolder } = desk.env;
mkdirSync(mediaFolder, { recursive: true });
const filler = join(tmpdir(), 'filler');
for (const room of process.argv.slice(2).map(Number)) {
  const known = { documents: await images(), files: readdirSync(mediaFolder).length };
  fill(filler, room * 1024);
  const onFull = await upload(`noise-${room}.png`);
  rmSync(filler);
  const documents = (await images()) - known.documents;
  const files = readdirSync(mediaFolder).length - known.files;
  const next = await upload(`noise-${room}.png`);
  console.log(JSON.stringify({ room, onFull, documents, files, next }));
}
await desk.close();
process.exit(0);
