import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { APIError, type CreateArgs, type DatabaseAdapterObj, type PayloadRequest } from 'payload';
import { isDiskFull } from '../../database/disk-full.ts';

/**
 * The same database, which stores an image's files before its document, and all of it or nothing. Payload itself writes them
 * side by side and leaves what it has of them when one cannot be written, or the document cannot.
 */
export function storingFiles(adapter: DatabaseAdapterObj, folder: string): DatabaseAdapterObj {
  return {
    ...adapter,
    init(args) {
      const database = adapter.init(args);
      const create = database.create.bind(database);
      database.create = (document) =>
        document.collection === 'media'
          ? withFiles(filesOf(document), folder, () => create(document))
          : create(document);
      return database;
    },
  };
}

type Files = ReadonlyMap<string, Uint8Array>;
type Sizes = Record<string, { filename?: string | null }>;

/** The image itself and its sizes, by the names that its document gives them. */
function filesOf({ data, req }: Pick<CreateArgs, 'data' | 'req'>): Files {
  const { file, payloadUploadSizes = {} }: Partial<PayloadRequest> = req ?? {};
  const { filename, sizes } = data as { filename?: string; sizes?: Sizes };
  const files = new Map<string, Uint8Array>();
  if (file && filename) files.set(filename, file.data);
  for (const [size, bytes] of Object.entries(payloadUploadSizes)) {
    const name = sizes?.[size]?.filename;
    if (name) files.set(name, bytes);
  }
  return files;
}

async function withFiles<Made>(files: Files, folder: string, create: () => Promise<Made>): Promise<Made> {
  const written: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, bytes] of files) {
      const path = join(folder, name);
      // Never over another's: two uploads of one name at once are told the same free name.
      const file = await open(path, 'wx');
      written.push(path);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    return await create();
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    throw inWords(error);
  }
}

function inWords(error: unknown): unknown {
  if (isDiskFull(error))
    return new NotStored(
      'The disk is full: nothing of the image was stored. Ask your operator for room, then upload it again.',
    );
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
    return new NotStored(
      'Another image of this name is being stored at this moment. Upload yours again in a moment.',
    );
  return error;
}

/** A name of its own, so that Payload passes the words on. */
class NotStored extends APIError {
  constructor(message: string) {
    super(message, 503, { code: 'image-not-stored' }, true);
    this.name = 'NotStored';
  }
}
