import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ExtraFile, sha256 } from '@plaincode/publish';
import { SettingError } from './env.ts';
import { recordChunk } from './record-code.ts';

/** What Astro built: the module that renders, and the files that pages refer to. */
export type Bundle = {
  /** URL of the server bundle's entry. */
  entry: string;
  /** SHA-256 over server and client files: another hash, other pages. */
  template: string;
  /** SHA-256 of the code that reads records and seals them: the same hash, the same of all that does not come from templates. */
  records: string;
  files: ExtraFile[];
};

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Reads the bundle in Astro's output folder. Throws a `SettingError` when the site has not been built. */
export function readBundle(dist: string): Bundle {
  const entry = join(dist, 'server', 'entry.mjs');
  if (!existsSync(entry)) throw new SettingError('The site is not built yet: run "npm run build" first.');
  const server = listFiles(join(dist, 'server'));
  const client = listFiles(join(dist, 'client'));
  const template = hashOf(dist, server, client);
  return {
    entry: pathToFileURL(entry).href,
    template,
    records: hashOfRecordCode(dist, server) ?? template,
    files: client.map((name) => clientFile(join(dist, 'client', name), `/${name}`)),
  };
}

function hashOf(dist: string, server: readonly string[], client: readonly string[]): string {
  const lines = [
    ...server.map(
      (name) => `server/${name} ${sha256(withoutChance(readFileSync(join(dist, 'server', name))))}`,
    ),
    ...client.map((name) => `client/${name} ${sha256(readFileSync(join(dist, 'client', name)))}`),
  ];
  return sha256(lines.join('\n'));
}

/**
 * The chunk of `record-code.ts`; null where it needs more of the bundle than itself, and so does not stand for what becomes of
 * a record.
 */
function hashOfRecordCode(dist: string, server: readonly string[]): string | null {
  const [chunk, another] = server.filter((name) => basename(name).startsWith(`${recordChunk}_`));
  if (!chunk || another) return null;
  const text = readFileSync(join(dist, 'server', chunk), 'utf8');
  return importsOf(text).every((name) => name.startsWith('node:')) ? sha256(text) : null;
}

function importsOf(code: string): string[] {
  return [...code.matchAll(/^import\b[^'"]*['"]([^'"]+)['"]/gm)].map(([, name = '']) => name);
}

/**
 * A build's bytes without what differs from build to build of the same sources: the key that Astro draws for
 * server islands (there are none) and the folders that it was built in.
 */
function withoutChance(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replaceAll(/"key":"[A-Za-z0-9+/]{43}="/g, '"key":""')
    .replaceAll(/"file:\/\/[^"]*"/g, '""');
}

function clientFile(file: string, path: string): ExtraFile {
  const mediaType = mediaTypes[extname(path)];
  if (!mediaType) throw new SettingError(`The built site holds ${path}, whose media type is not known.`);
  return { path, mediaType, bytes: readFileSync(file) };
}

/** Names of all files below a folder, with `/`, sorted. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}
