import { createLocalReq } from 'payload';
import { operations } from '../workflow/permissions.ts';
import type { TestDesk } from './open-test-desk.ts';
import type { Person } from './people.ts';

/**
 * What the finished config lets a person do, asked of every access function of every collection and
 * global: `explanations: create read …`, with `(own)` where only the person's own documents are meant.
 */
export async function reachOf(desk: TestDesk, person: Person | null): Promise<Record<string, string>> {
  const { collections, globals } = desk.payload.config;
  const req = await createLocalReq(person ? { user: person.user } : {}, desk.payload);
  const reach: Record<string, string> = {};
  for (const entity of [...collections, ...globals]) {
    const access: Record<string, unknown> = entity.access;
    const may: string[] = [];
    for (const operation of new Set<string>([...operations, ...Object.keys(access)])) {
      const gate = access[operation];
      if (typeof gate !== 'function') throw new Error(`${entity.slug} has no rule for ${operation}`);
      const answer: unknown = await gate({ req });
      if (answer !== false) may.push(answer === true ? operation : `${operation}(own)`);
    }
    reach[entity.slug] = may.join(' ');
  }
  return reach;
}
