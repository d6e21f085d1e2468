import type { DatabaseSync } from 'node:sqlite';

/** Statements of many requests in one transaction. */
export interface GroupCommit {
  /** Answers what the statements give, from one state of the database. */
  read<T>(statements: () => T): Promise<T>;
  /** Answers what the statements give, once they are committed; rejects where they are not. */
  write<T>(statements: () => T): Promise<T>;
  /**
   * Reads, and writes what comes of that in a group that follows at once. Another process may have written between: the
   * statements that write hold their own conditions.
   */
  readThenWrite<R, W>(statements: () => Reading<R, W>): Promise<{ read: R; written: W | null }>;
  /** Commits what waits, now. */
  flush(): void;
}

/** What was read, and the statements that write what comes of it, if anything. */
export interface Reading<R, W> {
  read: R;
  write: (() => W) | null;
}

interface Waiting {
  run: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
  writes: boolean;
}

/** Longer groups would keep other processes from the database, and this one from its sockets. */
const mostInGroup = 200;

/**
 * Groups what arrives in one turn of the event loop into one transaction: taking and leaving SQLite's locks costs
 * more than a statement. A group waits for nothing while it is open, so no other statement of this connection comes
 * between, and nobody is answered before the commit. One that throws is told so alone; the others go on.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  const begin = { read: database.prepare('BEGIN'), write: database.prepare('BEGIN IMMEDIATE') };
  const commit = database.prepare('COMMIT');
  const waiting: Waiting[] = [];
  let flushing = false;

  function flush(): void {
    flushing = true;
    try {
      while (waiting.length > 0) runGroup(waiting.splice(0, mostInGroup));
    } finally {
      flushing = false;
    }
  }

  function runGroup(group: Waiting[]): void {
    try {
      begin[group.some(({ writes }) => writes) ? 'write' : 'read'].run();
      for (const one of group) one.run();
      commit.run();
      for (const one of group) one.resolve();
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      for (const one of group) one.reject(error);
    }
  }

  function join<T>(
    statements: () => T,
    writes: boolean,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): void {
    let settle = () => {};
    const run = () => {
      try {
        const value = statements();
        settle = () => resolve(value);
      } catch (error) {
        // SQLite gave the whole transaction up, as on a full disk: nobody's statements hold.
        if (!database.isTransaction) throw error;
        settle = () => reject(error);
      }
    };
    // A flush that is under way takes along what joins it.
    if (waiting.length === 0 && !flushing) setImmediate(flush);
    waiting.push({ run, resolve: () => settle(), reject, writes });
  }

  return {
    read: (statements) => new Promise((resolve, reject) => join(statements, false, resolve, reject)),
    write: (statements) => new Promise((resolve, reject) => join(statements, true, resolve, reject)),
    readThenWrite: (statements) =>
      new Promise((resolve, reject) => {
        const goOn = ({ read, write }: ReturnType<typeof statements>) => {
          if (write === null) resolve({ read, written: null });
          else join(write, true, (written) => resolve({ read, written }), reject);
        };
        join(statements, false, goOn, reject);
      }),
    flush,
  };
}
