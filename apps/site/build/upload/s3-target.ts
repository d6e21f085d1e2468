import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { SettingError } from '../env.ts';

/** Somebody else replaced the object since it was read. */
export class Replaced extends Error {
  override readonly name = 'Replaced';
}

/** A prefix of a bucket. */
export type Target = {
  read(name: string): Promise<{ text: string; etag: string } | null>;
  /** Replaces an object only if it still is the one of `etag`, or null: only if there is none. Throws `Replaced`. */
  replace(name: string, text: string, etag: string | null): Promise<string>;
  put(name: string, bytes: Uint8Array, headers: { mediaType: string; cacheControl: string }): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  close(): void;
};

/** The most that one request may delete. */
const mostDeleted = 1000;

/**
 * Opens `s3://bucket/prefix`. Credentials and region come as the SDK finds them: environment, profile, role. With an
 * endpoint it is another S3-compatible store, addressed by path. Throws a `SettingError` for anything but such an address.
 */
export function openTarget(address: string, endpoint: string | null, region: string | undefined): Target {
  const [, bucket, rest = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(address) ?? [];
  if (bucket === undefined)
    throw new SettingError(`"${address}" is no place to upload to: give s3://bucket or s3://bucket/prefix.`);
  if (endpoint !== null && !/^https?:\/\//.test(endpoint))
    throw new SettingError(
      `"${endpoint}" is no endpoint: give its address, such as https://objects.example.`,
    );
  const prefix = rest === '' || rest.endsWith('/') ? rest : `${rest}/`;
  const client = new S3Client({
    maxAttempts: 6,
    // Stores that are not Amazon's refuse checksums that they do not know.
    ...(endpoint === null
      ? { ...(region && { region }) }
      : {
          endpoint,
          region: region ?? 'us-east-1',
          forcePathStyle: true,
          requestChecksumCalculation: 'WHEN_REQUIRED' as const,
          responseChecksumValidation: 'WHEN_REQUIRED' as const,
        }),
  });
  const at = (name: string) => ({ Bucket: bucket, Key: `${prefix}${name}` });
  return {
    async read(name) {
      try {
        const answer = await client.send(new GetObjectCommand(at(name)));
        return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async replace(name, text, etag) {
      const only = etag === null ? { IfNoneMatch: '*' } : { IfMatch: etag };
      try {
        const answer = await client.send(
          new PutObjectCommand({
            ...at(name),
            ...only,
            Body: text,
            ContentType: 'application/json',
            CacheControl: 'no-store',
          }),
        );
        return answer.ETag ?? '';
      } catch (error) {
        if (isReplaced(error)) throw new Replaced();
        throw error;
      }
    },
    async put(name, bytes, { mediaType, cacheControl }) {
      const said = { ContentType: mediaType, CacheControl: cacheControl };
      await client.send(new PutObjectCommand({ ...at(name), ...said, Body: bytes }));
    },
    async remove(names) {
      for (let start = 0; start < names.length; start += mostDeleted) {
        const Objects = names.slice(start, start + mostDeleted).map((name) => ({ Key: at(name).Key }));
        const answer = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        const [failed] = answer.Errors ?? [];
        if (failed) throw new Error(`${failed.Key} could not be removed: ${failed.Message ?? failed.Code}`);
      }
    },
    close: () => client.destroy(),
  };
}

/** 412: another index stands there. 409: another upload is writing it at this moment. */
function isReplaced(error: unknown): boolean {
  return error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0);
}
