import { sha256 } from '../release/object-files.ts';
import { madePage, writeMadeRelease } from './made-release.ts';
import { askRaw, type RawAnswer } from './raw-request.ts';
import { type RunningGate, startGate } from './running-gate.ts';

export const image = new Uint8Array(2_000).map((_, at) => at % 251);

/** A file of each kind that a release has. */
export const files = {
  '/': madePage('Home'),
  '/404/': madePage('Not found'),
  '/hcpcs/J9000/': madePage('J9000', 'metered'),
  '/hcpcs/Größe (cm)/': madePage('Umlaut'),
  '/assets/page.8f3a.css': { body: 'body { color: black }\n'.repeat(50), mediaType: 'text/css' },
  '/media/drawing.png': { body: image, mediaType: 'image/png' },
  '/empty.txt': { body: '', mediaType: 'text/plain' },
};

/** The bytes of `/hcpcs/J9000/`. */
export const page = Buffer.from(files['/hcpcs/J9000/'].body);

/** The entity tag of these bytes, as they are. */
export const tagOf = (bytes: Uint8Array): string => `"${sha256(bytes).slice(0, 32)}"`;

export interface SmallSite {
  /** Sends a request line and headers as they stand. */
  ask(line: string, headers?: Record<string, string>): Promise<RawAnswer>;
  stop: RunningGate['stop'];
}

/** A gate over these files. */
export async function startSmallSite(): Promise<SmallSite> {
  const gate = await startGate();
  writeMadeRelease(gate.store, files);
  return { ask: (line, headers = {}) => askRaw(gate.url, line, headers), stop: gate.stop };
}
