import { parseArgs } from 'node:util';
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
      json: boolean;
    }
  | { name: 'seed-demo'; folder: string | undefined }
  | { name: 'export'; reason: string }
  | { name: 'staff-create'; email: string; role: Role; person: string };

const options = {
  set: { type: 'string' },
  edition: { type: 'string' },
  sample: { type: 'boolean' },
  json: { type: 'boolean' },
  reason: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Option = keyof typeof options;

/** The options that each command knows; another one is wrong use. */
const allowed: Record<string, readonly Option[]> = {
  migrate: [],
  serve: [],
  import: ['set', 'edition', 'sample', 'json'],
  'seed-demo': [],
  export: ['reason'],
  staff: ['email', 'role', 'name'],
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
      const { set, edition, sample = false, json = false } = values;
      if (rest.length > 1 && edition !== undefined)
        throw new UsageError('--edition names one edition: import one file at a time with it.');
      return { name, files: rest, set, edition, sample, json };
    }
    case 'seed-demo':
      if (rest.length > 1) throw new UsageError('Name one folder of starter content.');
      return { name, folder: rest[0] };
    case 'export':
      none(name, rest);
      return { name, reason: values.reason?.trim() || 'publish' };
    case 'staff':
      return staffCommand(rest, values);
    default:
      none(name, rest);
      return { name: name === 'serve' ? 'serve' : 'migrate' };
  }
}

function staffCommand(rest: string[], values: { email?: string; role?: string; name?: string }): Command {
  if (rest.join(' ') !== 'create') throw new UsageError('Write: staff create --email ADDRESS --role ROLE.');
  const { email, name } = values;
  const role = roles.find((one) => one === values.role);
  if (!email?.includes('@')) throw new UsageError('Give the e-mail address with --email.');
  if (!role) throw new UsageError(`Give the role with --role: ${roles.join(', ')}.`);
  return { name: 'staff-create', email, role, person: name?.trim() || email.slice(0, email.indexOf('@')) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function none(name: string, rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`"${name}" takes no "${rest[0]}".`);
}
