import { parse } from 'node:path';
import { APIError, type CollectionBeforeOperationHook } from 'payload';
import sharp, { type Sharp } from 'sharp';

const formats: Record<string, (image: Sharp) => Sharp> = {
  'image/png': (image) => image.png(),
  'image/jpeg': (image) => image.jpeg({ quality: 90, mozjpeg: true }),
  'image/webp': (image) => image.webp({ quality: 90 }),
  'image/avif': (image) => image.avif({ quality: 70 }),
};

/** The site serves a file as what its name says: an image under the name of a page would be one. */
const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
};

/** A camera's largest; more is an attempt to fill the memory. */
const mostPixels = 60_000_000;

/**
 * Writes an image anew before it is stored: upright, and without what its camera noted of place, time and person.
 * Refuses what moves, what draws by program, and what is no image.
 */
export const cleanPicture: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { file } = req;
  if (operation !== 'create' || !file) return args;
  if (/svg/i.test(file.mimetype))
    throw new PictureRefused(
      'A drawing in SVG can hold a program, so it is not taken. Export it as PNG and upload that.',
    );
  if (/gif/i.test(file.mimetype))
    throw new PictureRefused('A GIF is not taken: upload a still image as PNG, JPEG, WebP or AVIF.');
  const write = formats[file.mimetype];
  if (!write) return args;
  const image = sharp(file.data, { limitInputPixels: mostPixels, animated: true });
  const { pages = 1 } = await read(() => image.metadata());
  if (pages > 1)
    throw new PictureRefused(
      'A moving image is not taken: it would distract from the text. Upload a still one.',
    );
  const still = sharp(file.data, { limitInputPixels: mostPixels }).autoOrient();
  file.data = await read(() => write(still).toBuffer());
  file.size = file.data.length;
  file.name = `${parse(file.name).name || 'image'}.${endings[file.mimetype] ?? 'png'}`;
  return args;
};

async function read<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new PictureRefused(
      'This file cannot be read as an image, or it is larger than 60 million pixels. Save it anew as PNG or JPEG and try again.',
    );
  }
}

/** A name of its own, so that Payload passes the words on. */
class PictureRefused extends APIError {
  constructor(message: string) {
    super(message, 422, { code: 'picture-refused' }, true);
    this.name = 'PictureRefused';
  }
}
