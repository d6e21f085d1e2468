import type { Payload } from 'payload';
import { getPayload } from 'payload';
import { deskConfig } from '../desk-config.ts';
import { env } from '../env.ts';

/** The desk cannot be opened as things stand; the message says what to do. Exit status 1. */
export class DeskNotReady extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeskNotReady';
  }
}

/**
 * Opens the desk's database for one command: migrated, without jobs, without a server, with its log on
 * standard error. Runs `work` and closes the database, whatever happens. Throws `DeskNotReady`.
 */
export async function withDesk<T>(work: (payload: Payload) => Promise<T>): Promise<T> {
  if (!env.payloadSecret)
    throw new DeskNotReady(
      `There is no secret for the desk in ${env.dataFolder}: run "npm start" once, or set PAYLOAD_SECRET.`,
    );
  const logger = { options: { level: 'warn' }, destination: process.stderr };
  const payload = await getPayload({ config: deskConfig(env, logger), cron: false, disableOnInit: true });
  try {
    return await work(payload);
  } finally {
    await payload.destroy();
  }
}
