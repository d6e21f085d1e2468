import { ensureCodeSets } from '../imports/ensure-code-sets.ts';
import { withDesk } from './open-desk.ts';

/** Opening the database migrates it; the public code sets come with it. */
export async function migrate(): Promise<0> {
  const created = await withDesk(ensureCodeSets);
  process.stdout.write(
    created > 0 ? 'The database is ready; the public code sets are known.\n' : 'The database is ready.\n',
  );
  return 0;
}
