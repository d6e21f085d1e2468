import { parseArgs } from 'node:util';
import { day } from '@plaincode/content-schemas';
import type { LicenceStatement } from '../imports/record-licence.ts';
import type { Role } from '../workflow/permissions.ts';
import { roles } from '../workflow/permissions.ts';
import { UsageError } from './usage.ts';

export type Command =
  | { name: 'help' }
  | { name: 'migrate' }
  | { name: 'serve' }
  | {
      name: 'import';
      files: string[];
      set: string | undefined;
      edition: string | undefined;
      sample: boolean;
      check: boolean;
      acceptLoss: boolean;
      json: boolean;
    }
  | { name: 'code-sets'; action: 'list'; json: boolean }
  | {
      name: 'code-sets';
      action: 'diff';
      set: string;
      from: string;
      to: string;
      billable: boolean;
      json: boolean;
    }
  | ({ name: 'code-sets'; action: 'licence'; json: boolean } & LicenceStatement)
  | {
      name: 'explanations';
      files: string[];
      set: string | undefined;
      edition: string | undefined;
      notice: string | undefined;
      by: string;
      check: boolean;
      leaveOut: boolean;
      json: boolean;
    }
  | { name: 'updates'; edition: string | undefined; json: boolean }
  | { name: 'seed-demo'; folder: string | undefined; without: boolean }
  | { name: 'export'; reason: string; release?: string; edition?: string; approved: boolean }
  | { name: 'release'; action: 'begin'; edition: string | undefined; check: boolean }
  | { name: 'release'; action: 'finish' | 'abandon'; id: string; failure: string }
  | { name: 'staff-create'; email: string; role: Role; person: string }
  | { name: 'staff-role'; email: string; role: Role }
  | { name: 'settings'; action: 'list' }
  | { name: 'settings'; action: 'approve'; change: string | undefined }
  | { name: 'audit'; action: 'verify'; json: boolean }
  | { name: 'audit'; action: 'takedowns' }
  | { name: 'audit'; action: 'list'; limit: number; json: boolean };

const options = {
  set: { type: 'string' },
  edition: { type: 'string' },
  sample: { type: 'boolean' },
  none: { type: 'boolean' },
  check: { type: 'boolean' },
  'accept-loss': { type: 'boolean' },
  'leave-out': { type: 'boolean' },
  billable: { type: 'boolean' },
  holder: { type: 'string' },
  number: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  notice: { type: 'string' },
  json: { type: 'boolean' },
  reason: { type: 'string' },
  release: { type: 'string' },
  approved: { type: 'boolean' },
  failure: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Option = keyof typeof options;

/** The options that each command knows; another one is wrong use. */
const allowed: Record<string, readonly Option[]> = {
  migrate: [],
  serve: [],
  import: ['set', 'edition', 'sample', 'check', 'accept-loss', 'json'],
  'code-sets': ['billable', 'json', 'holder', 'number', 'from', 'to', 'by', 'notice'],
  explanations: ['set', 'edition', 'notice', 'by', 'check', 'leave-out', 'json'],
  updates: ['json'],
  'seed-demo': ['none'],
  export: ['reason', 'release', 'edition', 'approved'],
  release: ['edition', 'check', 'failure'],
  staff: ['email', 'role', 'name'],
  settings: [],
  audit: ['json', 'limit'],
};

/** Reads a command line. Throws `UsageError`. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const [name = 'help', ...rest] = positionals;
  if (name === 'help' || values.help) return { name: 'help' };
  const known = allowed[name];
  if (!known) throw new UsageError(`There is no command "${name}".`);
  const stranger = Object.keys(values).find((option) => !known.some((one) => one === option));
  if (stranger) throw new UsageError(`"${name}" knows no option --${stranger}.`);
  switch (name) {
    case 'import': {
      if (rest.length === 0) throw new UsageError('Name the release file to import.');
      const { set, edition, sample = false, check = false, json = false } = values;
      const acceptLoss = values['accept-loss'] ?? false;
      if (rest.length > 1 && edition !== undefined)
        throw new UsageError('--edition names one edition: import one file at a time with it.');
      return { name, files: rest, set, edition, sample, check, acceptLoss, json };
    }
    case 'explanations':
      return explanationsCommand(rest, values);
    case 'updates':
      if (rest.length > 1) throw new UsageError('Name one edition: updates icd-10-cm-2024-10-01.');
      return { name, edition: rest[0], json: values.json ?? false };
    case 'seed-demo':
      if (rest.length > 1) throw new UsageError('Name one folder of starter content.');
      return { name, folder: rest[0], without: values.none ?? false };
    case 'export':
      none(name, rest);
      return {
        name,
        reason: values.reason?.trim() || 'publish',
        approved: values.approved ?? false,
        ...(values.release ? { release: values.release } : {}),
        ...(values.edition ? { edition: values.edition } : {}),
      };
    case 'release':
      return releaseCommand(rest, values);
    case 'code-sets':
      return codeSetsCommand(rest, values);
    case 'staff':
      return staffCommand(rest, values);
    case 'settings':
      return settingsCommand(rest);
    case 'audit':
      return auditCommand(rest, values);
    default:
      none(name, rest);
      return { name: name === 'serve' ? 'serve' : 'migrate' };
  }
}

function explanationsCommand([action, ...files]: string[], values: Values): Command {
  if (action !== 'import' || files.length === 0)
    throw new UsageError('Write: explanations import FILE… --by EMAIL, with xlsx, csv or docx files.');
  const { set, edition, notice, by, check = false, json = false } = values;
  if (!by?.includes('@'))
    throw new UsageError('Give --by: the e-mail address of the member of staff who counts as the author.');
  const leaveOut = values['leave-out'] ?? false;
  return { name: 'explanations', files, set, edition, notice, by, check, leaveOut, json };
}

function staffCommand(rest: string[], values: { email?: string; role?: string; name?: string }): Command {
  if (rest[0] === 'role') return roleCommand(rest, values);
  if (rest.join(' ') !== 'create') throw new UsageError('Write: staff create --email ADDRESS --role ROLE.');
  const { email, name } = values;
  const role = roles.find((one) => one === values.role);
  if (!email) throw new UsageError('Give the e-mail address with --email.');
  if (!email.includes('@')) throw new UsageError(`"${email}" is no e-mail address.`);
  if (!role) throw new UsageError(`Give the role with --role: ${roles.join(', ')}.`);
  return { name: 'staff-create', email, role, person: name?.trim() || email.slice(0, email.indexOf('@')) };
}

function releaseCommand([action, id, more]: string[], values: Values): Command {
  const { edition, check = false, failure } = values;
  if (action === 'begin' && id === undefined) return { name: 'release', action, edition, check };
  if ((action === 'finish' || action === 'abandon') && id && more === undefined)
    return { name: 'release', action, id, failure: failure?.trim() || 'The publish failed.' };
  throw new UsageError(
    'Write: release begin [--edition SET/EDITION], release finish ID, or release abandon ID.',
  );
}

function roleCommand([, email, given, more]: string[], values: object): Command {
  const role = roles.find((one) => one === given);
  if (!email?.includes('@') || !role || more !== undefined || Object.keys(values).length > 0)
    throw new UsageError(`Write: staff role EMAIL ROLE, with one of the roles ${roles.join(', ')}.`);
  return { name: 'staff-role', email, role };
}

function settingsCommand([action, change, more]: string[]): Command {
  if (action === undefined) return { name: 'settings', action: 'list' };
  if (action !== 'approve' || more !== undefined)
    throw new UsageError('Write: settings, or: settings approve [CHANGE].');
  return { name: 'settings', action, change };
}

const defaultListed = '20';

function auditCommand([action, more]: string[], values: Values): Command {
  const { json = false, limit } = values;
  if (action === 'verify' && more === undefined && limit === undefined)
    return { name: 'audit', action, json };
  if (action === 'takedowns' && more === undefined && Object.keys(values).length === 0)
    return { name: 'audit', action };
  const rows = Number(limit ?? defaultListed);
  if (action !== 'list' || more !== undefined)
    throw new UsageError('Write: audit verify [--json], or: audit list [--limit N] [--json].');
  if (!Number.isInteger(rows) || rows < 1) throw new UsageError('Give a whole number of rows with --limit.');
  return { name: 'audit', action, limit: rows, json };
}

type Values = ReturnType<typeof parsed>['values'];

function codeSetsCommand([action, ...rest]: string[], values: Values): Command {
  const { billable = false, json = false } = values;
  if (action === undefined) return { name: 'code-sets', action: 'list', json };
  if (action === 'diff') {
    const [set, from, to, more] = rest;
    if (!set || !from || !to || more !== undefined)
      throw new UsageError('Write: code-sets diff SET A B, such as: code-sets diff icd-10-cm 2024 2025.');
    return { name: 'code-sets', action, set, from, to, billable, json };
  }
  if (action === 'licence') return licenceCommand(rest, values);
  throw new UsageError(`"code-sets" knows no "${action}".`);
}

function licenceCommand([set, more]: string[], values: Values): Command {
  const { holder, number, from, to, by, notice, json = false } = values;
  if (!set || more !== undefined) throw new UsageError('Name one code set: code-sets licence SET ….');
  if (!holder || !number || !by)
    throw new UsageError(
      'Give --holder, --number and --by: who holds the licence, its number, who states it.',
    );
  if (!isDay(from) || !isDay(to)) throw new UsageError('Give --from and --to as days: 2026-01-01.');
  return {
    name: 'code-sets',
    action: 'licence',
    set,
    holder,
    number,
    from,
    to,
    by,
    notice: notice ?? null,
    json,
  };
}

const isDay = (text: string | undefined): text is string => day.safeParse(text).success;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // What Node says after the first sentence is about writing such an argument on purpose.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split(/\.\s|\n/, 1)[0]?.replace(/\.$/, '')}.`);
  }
}

function none(name: string, rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`"${name}" takes no "${rest[0]}".`);
}
