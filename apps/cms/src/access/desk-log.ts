import { type Config, defaultLoggerOptions } from 'payload';

/** What drizzle appends to the message of a query that failed, with which its stack begins: every value that was to be written. */
const values = /\nparams: [\s\S]*$/;

type Logger = NonNullable<Config['logger']>;
type LoggedError = { type: string; message: string; stack: string; cause?: unknown };

/**
 * An error as the log keeps it: its kind, its words and its way, those of its causes too. The values of a query stay out, as
 * they hold texts that readers only see by their grants.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack = '', cause } = error;
  const logged: LoggedError = {
    type: name,
    message: message.replace(values, ''),
    stack: stack.split(message).join(message.replace(values, '')),
  };
  return cause instanceof Error ? { ...logged, cause: loggedError(cause) } : logged;
}

const serializers = { err: loggedError, error: loggedError };

/** The logger asked for, or Payload's own, without the values of queries. */
export function deskLog(logger?: Logger): Logger {
  if (typeof logger === 'object' && 'options' in logger)
    return { ...logger, options: { ...logger.options, serializers } };
  return logger ?? { options: { serializers }, destination: defaultLoggerOptions };
}

/** What the desk refuses is told to whoever asked: the log keeps its words, without the way there. Payload names its own errors alone. */
export const refusedQuietly: NonNullable<Config['loggingLevels']> = Object.fromEntries(
  ['WorkflowRefused', 'BadRequest'].map((name) => [name, 'info']),
);
