import { parseArgs } from 'node:util';

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

const options = {
  full: flag,
  check: flag,
  json: flag,
  'drop-damaged': flag,
  keep: text,
  days: text,
  reason: text,
  lift: flag,
  secrets: text,
  'without-databases': flag,
  into: text,
  'takedowns-of': text,
  endpoint: text,
  'purge-list': text,
  help: { ...flag, short: 'h' },
} as const;

/** What each command knows besides `--help`; another option is wrong use, not one that does nothing. */
const commands = {
  publish: { operands: '', options: ['full', 'check', 'json'] },
  'release list': { operands: '', options: ['json'] },
  'release verify': { operands: '', options: ['json'] },
  'release rollback': { operands: '[ID]', options: ['json'] },
  'release export': { operands: 'DIR', options: ['json'] },
  'release upload': {
    operands: 's3://BUCKET/PREFIX',
    options: ['endpoint', 'check', 'purge-list', 'json'],
  },
  'release prune': { operands: '', options: ['keep', 'days', 'check', 'drop-damaged', 'json'] },
  'release compress': { operands: '', options: ['full', 'json'] },
  'takedown list': { operands: '', options: ['json'] },
  takedown: { operands: 'TARGET', options: ['reason', 'lift', 'json'] },
  backup: { operands: 'FILE', options: ['secrets', 'without-databases', 'json'] },
  restore: { operands: 'FILE', options: ['into', 'secrets', 'takedowns-of', 'json'] },
  serve: { operands: '', options: [] },
} as const satisfies Record<string, { operands: string; options: readonly (keyof typeof options)[] }>;

export type CommandName = keyof typeof commands;

const names = Object.keys(commands) as CommandName[];

/** The command line was wrong; the message says how, and how the command is used. */
export class UsageError extends Error {}

export type Options = ReturnType<typeof parsed>['values'];

export type CommandLine =
  | { name: 'help'; usage: string }
  | { name: CommandName; operand: string | null; options: Options };

/** Reads a command line. Throws a `UsageError`. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { positionals, values } = parsed(args);
  const [first = 'help', second] = positionals;
  if (first === 'help') return { name: 'help', usage: usageOf('') };
  if (!names.some((one) => one === first || one.startsWith(`${first} `)))
    throw new UsageError(`There is no command "${first}".\n${usageOf('')}`);
  if (values.help) return { name: 'help', usage: usageOf(first) };
  const name = names.find((one) => one === `${first} ${second}`) ?? names.find((one) => one === first);
  if (!name) throw new UsageError(`${actionWrong(first, second)}\n${usageOf(first)}`);
  const wrong = (message: string) => new UsageError(`${message}\n${usageOf(name)}`);
  const known: readonly string[] = commands[name].options;
  const stranger = Object.entries(values).find(([option, value]) => value && !known.includes(option));
  if (stranger) throw wrong(`"${name}" knows no option --${stranger[0]}.`);
  const [operand = null, more] = positionals.slice(name.split(' ').length);
  const wanted: string = commands[name].operands;
  if (more !== undefined || (operand !== null && wanted === ''))
    throw wrong(`"${name}" takes no "${more ?? operand}".`);
  if (operand === null && wanted !== '' && !wanted.startsWith('[')) throw wrong(`${wanted} is missing.`);
  return { name, operand, options: values };
}

function actionWrong(command: string, action: string | undefined): string {
  return action === undefined ? `Say what "${command}" is to do.` : `"${command}" knows no "${action}".`;
}

/** How the commands are used whose names begin so. */
export function usageOf(command: CommandName | string): string {
  const lines = names.flatMap((name) => {
    if (command !== '' && name !== command && !name.startsWith(`${command} `)) return [];
    const known = commands[name].options.map((option) => optionWords(name, option));
    return [`  ${[name, commands[name].operands, ...known].filter((word) => word !== '').join(' ')}`];
  });
  return ['Usage:', ...lines].join('\n');
}

const values: Partial<Record<keyof typeof options, string>> = {
  keep: 'RELEASES',
  days: 'DAYS',
  reason: 'TEXT',
  secrets: 'FILE',
  into: 'FOLDER',
  'takedowns-of': 'FOLDER',
  endpoint: 'URL',
  'purge-list': 'FILE',
};

function optionWords(name: CommandName, option: keyof typeof options): string {
  const words = values[option] ? `--${option} ${values[option]}` : `--${option}`;
  return name === 'takedown' && option === 'reason' ? words : `[${words}]`;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // What Node says after the first sentence is about writing such an argument on purpose.
    throw new UsageError(`${message.split(/\.\s|\n/, 1)[0]?.replace(/\.$/, '')}.\n${usageOf(args[0] ?? '')}`);
  }
}
