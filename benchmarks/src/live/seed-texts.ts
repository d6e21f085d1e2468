import { createHash, randomUUID } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

type Row = Record<string, SQLInputValue>;

export interface SeededTexts {
  codeSet: string;
  edition: string;
  codes: readonly string[];
}

/**
 * Gives codes of an installation's desk a published text each, without the desk: 100,000 through its workflow would take
 * hours. Every text is a copy of one that the starter published, with words of its own and of realistic length; one
 * published release pins them all. The desk must not be writing meanwhile.
 */
export function seedTexts(file: string, { codeSet, edition, codes }: SeededTexts): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 10000');
  const template = readTemplate(database, codeSet);
  const insert = {
    line: inserter(database, 'explanations', template.line),
    version: inserter(database, '_explanations_v', template.version),
    revision: inserter(database, 'approved_revisions', template.revision),
  };
  const now = new Date().toISOString();
  const pins: { codeKey: string; revision: string }[] = [];
  database.exec('BEGIN');
  for (const code of codes) {
    const codeKey = `${codeSet}/${code}`;
    const [line, revision] = [randomUUID(), randomUUID()];
    const content = JSON.stringify(contentOf(String(template.revision.content), codeKey));
    const hash = createHash('sha256').update(content).digest('hex');
    const own = { code_set: codeSet, code, code_key: codeKey, applies_from: edition, content_hash: hash };
    const approved = { approved_hash: hash, approved_revision: revision, line_key: `${codeKey}@${edition}` };
    const saved: Row = { ...own, ...approved, covers: 'code', slots: null, correction: null };
    insert.line({ ...saved, id: line });
    insert.version({ ...prefixed(saved), id: randomUUID(), parent_id: line, latest: 1 });
    insert.revision({
      id: revision,
      code_key: codeKey,
      explanation_id: line,
      hash,
      edition,
      content,
      official_hash: null,
      covers: 'code',
      correction: null,
    });
    pins.push({ codeKey, revision });
  }
  const before = { pins: pins.map(({ codeKey }) => ({ codeKey, revision: null })), shown: {} };
  database
    .prepare(
      `INSERT INTO releases (id, title, kind, state, pins, before, shown, "order", key, settled, published_at)
       VALUES (?, 'Seeded texts', 'everyday', 'published', ?, ?, ?,
         (SELECT coalesce(max("order"), 0) + 1 FROM releases), ?, 1, ?)`,
    )
    .run(
      randomUUID(),
      JSON.stringify(pins),
      JSON.stringify(before),
      JSON.stringify({ [codeSet]: edition }),
      randomUUID(),
      now,
    );
  database.exec('COMMIT');
  database.close();
}

function readTemplate(database: DatabaseSync, codeSet: string) {
  const one = (sql: string, ...values: SQLInputValue[]): Row => {
    const row = database.prepare(sql).get(...values);
    if (!row) throw new Error(`The starter has no published text of ${codeSet} to copy.`);
    return row as Row;
  };
  // Where a text stands is said by its latest version: its row in the table is that of its first draft.
  const version = one(
    `SELECT * FROM _explanations_v
     WHERE latest = 1 AND version_code_set = ? AND version_state = 'published' AND version_covers = 'code' LIMIT 1`,
    codeSet,
  );
  return {
    version,
    line: one('SELECT * FROM explanations WHERE id = ?', version.parent_id ?? null),
    revision: one('SELECT * FROM approved_revisions WHERE id = ?', version.version_approved_revision ?? null),
  };
}

const prefixed = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`version_${name}`, value]));

function inserter(database: DatabaseSync, table: string, template: Row): (own: Row) => void {
  const names = Object.keys(template);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const statement = database.prepare(
    `INSERT INTO ${table} (${columns}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  return (own) => {
    statement.run(...names.map((name) => (name in own ? own[name] : template[name]) ?? null));
  };
}

const vocabulary =
  'the a of and to in for with code describes visit patient doctor record care dose unit given injection treatment test report week side bone claim payer notes shows reason first later both before after each'.split(
    ' ',
  );

/** Words that depend on the code alone: the same seed gives the same database but for its ids. */
function wordsOf(codeKey: string, count: number, turn: number): string {
  let state = [...`${codeKey}${turn}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const words = Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return vocabulary[state % vocabulary.length];
  });
  return `${words.join(' ')}.`;
}

/** The template's content with other words: five paragraphs, and two in each section. */
function contentOf(template: string, codeKey: string): object {
  const content = JSON.parse(template) as { sections: object[] };
  const paragraphs = (count: number, words: number, turn: number) =>
    Array.from({ length: count }, (_, at) => ({
      type: 'paragraph',
      content: [{ text: wordsOf(codeKey, words, turn + at) }],
    }));
  return {
    ...content,
    body: paragraphs(5, 60, 0),
    sections: content.sections.map((section, at) => ({ ...section, body: paragraphs(2, 50, 10 * (at + 1)) })),
  };
}
