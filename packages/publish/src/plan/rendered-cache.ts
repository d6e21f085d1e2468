import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { ReleaseEnvelope } from '@plaincode/content-schemas';
import type { Marks } from '../record/render-record.ts';
import type { RenderBasis } from './fingerprint.ts';

/** A page that was rendered before, and where the store has it. */
export type KeptPage = {
  path: string;
  hash: string;
  size: number;
  envelopes: ReleaseEnvelope[];
  /** For the sitemap: the day of the page's last change; null where it is not in it. */
  listed: string | null;
};

/** A page as it is kept: what it was made from, and what lookup knows of it, as JSON. */
export type RenderedRow = KeptPage & {
  fingerprint: string;
  marks: Marks;
  line: string;
  search: string;
  parts: string;
};

/** A page of the release before whose envelopes can be taken over. `same`: its record was this one, read by the same code. */
export type EarlierRow = KeptPage & { facts: number; marks: Marks; same: boolean };

/** A page that was rendered anew from the same record: `facts` are the earlier row's. */
export type RenderedAgain = Pick<RenderedRow, 'fingerprint' | 'path' | 'hash' | 'size'> & { facts: number };

/** What a kept page was made from. */
export type KeptInputs = RenderBasis & { line: string; parts: string };

/** Rows that are looked through in one step. */
const rowsOfStep = 2_000;

/** Raised with every change of the tables: what another version kept is thrown away. */
const version = 10;

const schema = `
  CREATE TABLE IF NOT EXISTS rendered (
    fingerprint BLOB PRIMARY KEY,
    path TEXT NOT NULL,
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    facts INTEGER NOT NULL REFERENCES facts (id),
    basis INTEGER NOT NULL REFERENCES basis (id)
  );
  CREATE INDEX IF NOT EXISTS rendered_path ON rendered (path COLLATE NOCASE);
  CREATE TABLE IF NOT EXISTS facts (
    id INTEGER PRIMARY KEY,
    line BLOB NOT NULL,
    envelopes TEXT NOT NULL,
    marks TEXT NOT NULL,
    listed TEXT,
    search TEXT NOT NULL,
    parts TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS basis (
    id INTEGER PRIMARY KEY,
    template TEXT NOT NULL,
    records TEXT NOT NULL,
    site TEXT NOT NULL,
    keys TEXT NOT NULL,
    UNIQUE (template, records, site, keys)
  );
`;

/**
 * Which page each fingerprint became. Only a shortcut: a row is believed when the store holds its object, and
 * losing the file costs one full render: a file that cannot be read is thrown away.
 */
export class RenderedCache {
  readonly #database: DatabaseSync;
  #basis: { of: RenderBasis; id: number } | null = null;

  constructor(file: string) {
    this.#database = openDatabase(file);
  }

  /** A lookup by fingerprint; null when nothing is known. */
  finder(): (fingerprint: string) => KeptPage | null {
    const find = this.#database.prepare(
      `SELECT path, hash, size, envelopes, listed FROM rendered JOIN facts ON facts.id = rendered.facts
       WHERE fingerprint = ?`,
    );
    return (fingerprint) => {
      const row = find.get(blob(fingerprint));
      return row ? keptPage(row) : null;
    };
  }

  /** Keeps pages, all or none. */
  keep(basis: RenderBasis, pages: readonly RenderedRow[], again: readonly RenderedAgain[] = []): void {
    const id = this.#basisId(basis);
    const keepFacts = this.#database.prepare(
      'INSERT INTO facts (line, envelopes, marks, listed, search, parts) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const keepPage = this.#database.prepare('INSERT OR REPLACE INTO rendered VALUES (?, ?, ?, ?, ?, ?)');
    this.#atOnce(() => {
      for (const { fingerprint, path, hash, size, envelopes, marks, listed, line, search, parts } of pages) {
        const sealed = envelopes.length > 0;
        const facts = keepFacts.run(
          blob(line),
          sealed ? JSON.stringify(envelopes) : '',
          sealed ? JSON.stringify(marks) : '',
          listed,
          search,
          parts,
        );
        keepPage.run(blob(fingerprint), path, blob(hash), size, facts.lastInsertRowid, id);
      }
      for (const { fingerprint, path, hash, size, facts } of again)
        keepPage.run(blob(fingerprint), path, blob(hash), size, facts, id);
    });
  }

  /** What a published page was made from, and what it shows; null where that is no longer known. */
  inputsFinder(): (path: string, hash: string) => KeptInputs | null {
    const find = this.#database.prepare(
      `SELECT line, parts, template, records, site, keys
       FROM rendered JOIN basis ON basis.id = rendered.basis JOIN facts ON facts.id = rendered.facts
       WHERE path = ?1 COLLATE NOCASE AND path = ?1 AND hash = ?2 LIMIT 1`,
    );
    return (path, hash) => {
      const row = find.get(path, blob(hash));
      if (!row) return null;
      const { template, records, site, keys, parts } = row;
      return {
        line: hex(row.line),
        parts: String(parts),
        template: String(template),
        records: String(records),
        site: String(site),
        keys: String(keys),
      };
    };
  }

  /**
   * A lookup of pages that were sealed with the keys of this basis, by their path and the hash of their file; null where
   * there are no envelopes.
   */
  earlierFinder({
    keys,
    records,
  }: RenderBasis): (path: string, hash: string, line: string) => EarlierRow | null {
    const find = this.#database.prepare(
      `SELECT facts, path, hash, size, envelopes, listed, marks, line = ?4 AND records = ?5 AS same
       FROM rendered JOIN basis ON basis.id = rendered.basis JOIN facts ON facts.id = rendered.facts
       WHERE path = ?1 COLLATE NOCASE AND path = ?1 AND hash = ?2 AND keys = ?3 AND marks <> ''
       ORDER BY same DESC LIMIT 1`,
    );
    return (path, hash, line) => {
      const row = find.get(path, blob(hash), keys, blob(line), records);
      if (!row) return null;
      const { facts, marks, same } = row;
      return {
        ...keptPage(row),
        facts: Number(facts),
        marks: JSON.parse(String(marks)),
        same: same === 1,
      };
    };
  }

  /** What lookup knows of one page as it was rendered, as JSON; null where that is no longer known. */
  searchFinder(): (path: string, hash: string) => string | null {
    const find = this.#database.prepare(
      `SELECT search FROM rendered JOIN facts ON facts.id = rendered.facts
       WHERE path = ?1 COLLATE NOCASE AND path = ?1 AND hash = ?2 LIMIT 1`,
    );
    return (path, hash) => {
      const row = find.get(path, blob(hash));
      return row ? String(row.search) : null;
    };
  }

  /** The same of many pages, by their path and the hash of their file, in one pass over all that is kept. */
  searchOf(pages: ReadonlyMap<string, string>): Map<string, string> {
    const found = new Map<string, string>();
    const all = this.#database.prepare(
      'SELECT path, hash, search FROM rendered JOIN facts ON facts.id = rendered.facts',
    );
    for (const row of all.iterate()) {
      const path = String(row.path);
      if (pages.get(path) === hex(row.hash)) found.set(path, String(row.search));
    }
    return found;
  }

  /**
   * Forgets pages whose files are not needed, and all but the last of several that became the same file, unless they are of
   * the `served` basis. Does so a little at a time, and gives their number.
   */
  forget(isNeeded: (hash: string) => boolean, served: Pick<RenderBasis, 'template' | 'site'>): number {
    const some = this.#database.prepare(
      `SELECT rendered.rowid AS row, hash, template, site, EXISTS (
         SELECT 1 FROM rendered AS later
         WHERE later.path = rendered.path COLLATE NOCASE AND later.path = rendered.path
           AND later.hash = rendered.hash AND later.rowid > rendered.rowid
       ) AS again
       FROM rendered JOIN basis ON basis.id = rendered.basis
       WHERE rendered.rowid > ? ORDER BY rendered.rowid LIMIT ?`,
    );
    const remove = this.#database.prepare('DELETE FROM rendered WHERE rowid = ?');
    let forgotten = 0;
    for (let after = -1; ; ) {
      const rows = some.all(after, rowsOfStep);
      const [last] = rows.slice(-1);
      if (!last) break;
      after = Number(last.row);
      const gone = rows.filter(
        ({ hash, template, site, again }) =>
          !isNeeded(hex(hash)) || (again === 1 && (template !== served.template || site !== served.site)),
      );
      this.#atOnce(() => {
        for (const { row = null } of gone) remove.run(row);
      });
      forgotten += gone.length;
    }
    this.#database.exec('DELETE FROM basis WHERE id NOT IN (SELECT basis FROM rendered)');
    this.#database.exec('DELETE FROM facts WHERE id NOT IN (SELECT facts FROM rendered)');
    return forgotten;
  }

  /** Paths of pages that were rendered at some time and are this one but for the case of letters. */
  alike(path: string): string[] {
    return this.#database
      .prepare('SELECT DISTINCT path FROM rendered WHERE path = ? COLLATE NOCASE')
      .all(path)
      .map((row) => String(row.path));
  }

  close(): void {
    this.#database.close();
  }

  /** All of it or nothing. */
  #atOnce(work: () => void): void {
    this.#database.exec('BEGIN');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      // A full disk has undone it already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #basisId(basis: RenderBasis): number {
    const { template, records, site, keys } = basis;
    const known = this.#basis?.of;
    if (this.#basis && known?.template === template && known.site === site && known.keys === keys)
      return this.#basis.id;
    this.#database
      .prepare('INSERT OR IGNORE INTO basis (template, records, site, keys) VALUES (?, ?, ?, ?)')
      .run(template, records, site, keys);
    const row = this.#database
      .prepare('SELECT id FROM basis WHERE template = ? AND records = ? AND site = ? AND keys = ?')
      .get(template, records, site, keys);
    this.#basis = { of: { ...basis }, id: Number(row?.id) };
    return this.#basis.id;
  }
}

function openDatabase(file: string): DatabaseSync {
  try {
    return prepareDatabase(file);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    throwAway(file);
    return prepareDatabase(file);
  }
}

/** SQLite's codes for a damaged file and for one that is no database. A full disk has others: what is kept stays. */
const damaged = new Set([11, 26]);

/** Whether an error says that the file of what was rendered is damaged, which may show only where it is read. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && damaged.has(Number(error.errcode) & 0xff);

/** Removes the file of what was rendered. Nothing may have it open. */
export function throwAway(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

function prepareDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;');
    const { user_version: found } = database.prepare('PRAGMA user_version').get() ?? {};
    if (found !== version)
      database.exec('DROP TABLE IF EXISTS rendered; DROP TABLE IF EXISTS facts; DROP TABLE IF EXISTS basis;');
    database.exec(`${schema} PRAGMA user_version = ${version};`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

type Row = Record<string, unknown>;

const blob = (digits: string): Buffer => Buffer.from(digits, 'hex');

const hex = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '');

function keptPage(row: Row): KeptPage {
  const envelopes = String(row.envelopes);
  return {
    path: String(row.path),
    hash: hex(row.hash),
    size: Number(row.size),
    envelopes: envelopes === '' ? [] : JSON.parse(envelopes),
    listed: row.listed === null ? null : String(row.listed),
  };
}
