import { getPayload } from 'payload';
import { deskConfig } from '../../desk-config.ts';
import { env } from '../../env.ts';
import { recordAudit } from '../record-audit.ts';

/** Adds rows to the log from a process of its own, all at once: `node write-rows.ts WRITERS ROWS`. */
const [writers = 1, rows = 1] = process.argv.slice(2).map(Number);
const payload = await getPayload({ config: deskConfig(env), cron: false, disableOnInit: true });
const write = async (writer: number) => {
  for (let row = 0; row < rows; row++)
    await recordAudit(payload, { actor: null, action: 'item-settled', subject: `child/${writer}/${row}` });
};
await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
await payload.destroy();
