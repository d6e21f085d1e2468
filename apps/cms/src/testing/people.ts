import type { Staff } from '@plaincode/types/payload';
import { handleEndpoints } from 'payload';
import { createStaff } from '../collections/staff/create-staff.ts';
import type { Role } from '../workflow/permissions.ts';
import type { TestDesk } from './open-test-desk.ts';

const password = 'a password for tests';

/** A member of staff, with the token that a signed-in browser would hold. */
export type Person = { user: Staff & { collection: 'staff' }; token: string };

export async function addPerson(desk: TestDesk, role: Role, name: string = role): Promise<Person> {
  const email = `${name.replaceAll(' ', '.')}@example.com`;
  const { staff } = await createStaff(desk.payload, { email, name, role, password });
  const { token } = await desk.payload.login({ collection: 'staff', data: { email, password } });
  return { user: { ...staff, collection: 'staff' }, token: token ?? '' };
}

export type ApiAnswer = { status: number; body: Record<string, unknown> };

/** Asks the desk's REST interface as a browser would; nobody is signed in without a person. */
export async function askApi(
  desk: TestDesk,
  person: Person | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<ApiAnswer> {
  const headers = new Headers(person ? { authorization: `JWT ${person.token}` } : {});
  if (body !== undefined) headers.set('content-type', 'application/json');
  const response = await handleEndpoints({
    config: desk.payload.config,
    payloadInstanceCacheKey: desk.env.dataFolder,
    request: new Request(`${desk.env.url}/api${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
