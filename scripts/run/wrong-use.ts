import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line is wrong; the message says how. Exit status 2. */
export class WrongUse extends Error {}

/** The options of a command line without anything else on it. Throws `WrongUse`. */
export function optionsOf<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // What Node says after the first sentence is about writing such an argument on purpose.
    throw new WrongUse(`${error.message.split(/\.\s|\n/, 1)[0]?.replace(/\.$/, '')}.`);
  }
}
