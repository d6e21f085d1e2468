import type { Endpoint } from 'payload';
import type { Role } from '../workflow/permissions.ts';
import { publishers, roles } from '../workflow/permissions.ts';
import type { TestDesk } from './open-test-desk.ts';
import { askApi, type Person } from './people.ts';

const writers = ['editor', 'reviewer', 'admin'] as const;
const leads = ['reviewer', 'publisher', 'admin'] as const;

type Line = { may: readonly Role[]; body?: unknown; query?: string };

const nowhere = '01900000-0000-7000-8000-000000000000';
const step = { action: 'submit', contentHash: '' };
const line = { codeSet: 'hcpcs', code: 'J9000', edition: 'hcpcs-2099-01-01' };
const decision = { decision: 'approve', hash: '' };

/**
 * Who may ask the desk's own endpoints, the parts of the path as the config writes them. An endpoint without a
 * line here fails the tests of every role. `body` and `query` are ones that are understood, so that only the right is asked.
 */
const ownEndpoints: Record<string, Line> = {
  'POST /publish': { may: publishers, body: { explanations: [nowhere] } },
  'POST /second-person/:collection/:id': { may: publishers, body: decision },
  'GET /codes/beside': { may: roles, query: '?codeSet=hcpcs&code=J9000' },
  'GET /explanations/:id/workflow': { may: roles },
  'GET /explanations/:id/approved': { may: roles },
  'POST /explanations/:id/workflow': { may: roles, body: step },
  'GET /explanations/:id/since/:revision': { may: roles },
  'POST /explanations/start': { may: writers, body: line },
  'GET /explanations/:id/lines': { may: roles },
  'GET /explanations/:id/merge': { may: roles },
  'POST /explanations/:id/merged': { may: writers, body: { revision: nowhere } },
  'POST /preview/explanations/:id': { may: roles, body: { reader: 'guest' } },
  'GET /spelling/explanations/:id': { may: roles },
  'GET /codes/find': { may: roles, query: '?q=J90' },
  'POST /codes/named': { may: roles, body: { addresses: [] } },
  'GET /codes/coverage': { may: roles, query: '?codeSet=hcpcs' },
  'GET /explanations/:id/family': { may: roles },
  'POST /explanations/:id/break-out': { may: writers, body: { code: 'J9000' } },
  'GET /explanations/:id/templates': { may: roles },
  'POST /explanations/:id/templates': { may: writers, body: { template: nowhere } },
  'GET /explanations/:id/discussion': { may: roles },
  'POST /explanations/:id/discussion': { may: roles, body: { words: 'x' } },
  'POST /comments/:id/replies': { may: roles, body: { words: 'x' } },
  'POST /comments/:id/step': { may: roles, body: { step: 'resolve' } },
  'GET /explanations/list': { may: roles },
  'POST /explanations/bring-in': { may: writers, body: {} },
  'GET /updates/:edition/list': { may: roles },
  'POST /change-batches/find': { may: roles, body: { find: 'x', replaceWith: 'y' } },
  'POST /change-batches/save': {
    may: writers,
    body: { find: 'x', replaceWith: 'y', texts: [{ id: nowhere, contentHash: 'x' }] },
  },
  'POST /change-batches/notice': {
    may: writers,
    body: { from: nowhere, to: nowhere, texts: [{ id: nowhere, contentHash: 'x' }] },
  },
  'GET /copyright-notices/:id/texts': { may: roles },
  'GET /change-batches/:id/view': { may: roles },
  'POST /change-batches/:id/approve': {
    may: ['reviewer', 'admin'],
    body: { texts: [{ id: nowhere, contentHash: 'x' }] },
  },
  'GET /updates/board': { may: roles },
  'GET /updates/:edition/board': { may: roles },
  'GET /updates/:edition/found': { may: roles },
  'GET /updates/:edition/items/:code': { may: roles },
  'POST /updates/:edition/items': { may: writers, body: { code: 'J9000', note: 'A guideline changed.' } },
  'POST /updates/:edition/assign': { may: leads },
  'POST /work-items/bulk/preview': { may: roles, body: { ids: [nowhere] } },
  'POST /work-items/bulk': { may: roles, body: { action: 'assign', ids: [nowhere] } },
  'POST /work-items/:id/step': { may: roles, body: { action: 'reopen', changeHash: '' } },
  'POST /error-reports/:id/step': { may: writers, body: { action: 'accept' } },
  'POST /mails/:id/send-again': { may: ['admin'] },
  'POST /releases/prepare': { may: publishers, body: { edition: 'hcpcs-2099-01-01' } },
  'GET /releases/preparable': { may: roles },
  'GET /releases/:id/view': { may: roles },
  'GET /releases/:id/check': { may: roles },
  'POST /releases/:id/list-again': { may: publishers },
  'POST /releases/:id/schedule': { may: publishers, body: { at: '2099-01-01T00:00:00Z' } },
  'POST /releases/:id/cancel': { may: publishers },
  'POST /releases/:id/publish': { may: publishers },
  'POST /releases/:id/revert': { may: publishers },
};

/** Where an address names a collection or a document, the test asks for these. */
const parameters: Record<string, string> = {
  collection: 'copyright-notices',
  edition: 'hcpcs-2099-01-01',
  revision: '1',
};

/** Payload's own endpoints; what they let through is the matter of the permissions, which have tests of their own. */
const payloadsEndpoints = new Set<string>([
  'DELETE /',
  'DELETE /:id',
  'DELETE /:key',
  'GET /',
  'GET /:id',
  'GET /:key',
  'GET /access',
  'GET /count',
  'GET /file/:filename',
  'GET /handle-schedules',
  'GET /init',
  'GET /me',
  'GET /paste-url/:id?',
  'GET /run',
  'GET /versions',
  'GET /versions/:id',
  'PATCH /',
  'PATCH /:id',
  'POST /',
  'POST /:id/duplicate',
  'POST /:key',
  'POST /access',
  'POST /access/:id?',
  'POST /first-register',
  'POST /forgot-password',
  'POST /login',
  'POST /logout',
  'POST /refresh-token',
  'POST /reset-password',
  'POST /unlock',
  'POST /verify/:id',
  'POST /versions/:id',
]);

/** Every endpoint of the finished config that is not Payload's: `POST /publish`. */
export function endpointsOf({ payload }: TestDesk): string[] {
  const { collections, globals, endpoints } = payload.config;
  const named = (prefix: string, some: Endpoint[] | false) =>
    (some || []).map(
      ({ method, path }) => [`${method.toUpperCase()} ${path}`, prefix, path, method] as const,
    );
  const all = [
    ...named('', endpoints),
    ...collections.flatMap(({ slug, endpoints: own }) => named(`/${slug}`, own)),
    ...globals.flatMap(({ slug, endpoints: own }) => named(`/globals/${slug}`, own)),
  ];
  return all
    .filter(([name]) => !payloadsEndpoints.has(name))
    .map(([, prefix, path, method]) => `${method.toUpperCase()} ${prefix}${path}`);
}

/** Which of the desk's own endpoints let a person in: all that do not answer 401 or 403. */
export async function reachableEndpoints(desk: TestDesk, person: Person | null): Promise<string[]> {
  const reachable: string[] = [];
  for (const name of endpointsOf(desk)) {
    const line = ownEndpoints[name];
    if (!line) throw new Error(`Say in testing/endpoints.ts who may ask: ${name}`);
    const [method = '', path = ''] = name.split(' ');
    const address = path.replace(/:(\w+)/g, (_, part: string) => parameters[part] ?? nowhere);
    const { status } = await askApi(desk, person, method, address + (line.query ?? ''), line.body);
    if (status >= 500) throw new Error(`${name} answered ${status}`);
    if (status !== 401 && status !== 403) reachable.push(name);
  }
  return reachable.sort();
}

/** What `reachableEndpoints` should find for a role. */
export function expectedEndpoints(role: Role): string[] {
  return Object.entries(ownEndpoints)
    .filter(([, { may }]) => may.includes(role))
    .map(([name]) => name)
    .sort();
}
