import type { Collection, Db, Filter } from 'mongodb';
import { isDuplicateKey } from '../storage/mongo-database.ts';
import {
  decideInTurn,
  type LedgerHistory,
  type OpenedPage as Opened,
  type Recorded,
  type ViewLedger,
  type ViewToRecord,
} from './view-ledger.ts';

interface OpenedPage {
  page: string;
  at: Date;
  /** False for pages that came over from a guest's history. */
  counted: boolean;
  /** True once the reader cleared the history: the page stays open, no list shows it. */
  hidden?: boolean;
}

/** Everything one visitor opened in one period: `_id` is unique, and MongoDB changes one document as one. */
interface PeriodDocument {
  _id: string;
  visitor: string;
  period: string;
  used: number;
  pages: OpenedPage[];
}

const idOf = (visitor: string, period: string) => `${visitor}|${period}`;

/**
 * The ledger on MongoDB: the counter and the pages of a visitor and period are one document, so that one
 * conditional update both counts and records. At 300 pages an hour, every working hour of a month, the document
 * stays under 4 MB.
 */
export async function createMongoViewLedger(database: Db): Promise<ViewLedger> {
  const periods: Collection<PeriodDocument> = database.collection('views');
  await periods.createIndex({ visitor: 1, period: 1 }, { unique: true });

  async function history(visitor: string, page: string, period: string, since: Date): Promise<LedgerHistory> {
    const found = await periods.findOne({ _id: idOf(visitor, period) });
    const pages = found?.pages ?? [];
    return {
      used: found?.used ?? 0,
      pageOpened: pages.some((opened) => opened.page === page),
      recent: pages.filter((opened) => opened.counted && opened.at > since).length,
    };
  }

  /** An upsert cannot carry the condition on pace (`$expr`), so the empty document is made beforehand. */
  async function ensure(visitor: string, period: string): Promise<void> {
    try {
      await periods.updateOne(
        { _id: idOf(visitor, period) },
        { $setOnInsert: { visitor, period, used: 0, pages: [] } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async function record(view: ViewToRecord): Promise<Recorded> {
    const { visitor, page, period, now } = view;
    const update = { $inc: { used: 1 }, $push: { pages: { page, at: now, counted: true } } };
    const after = { returnDocument: 'after', projection: { used: 1 } } as const;
    const charge = () => periods.findOneAndUpdate(mayRecord(view), update, after);
    let charged = await charge();
    if (!charged) {
      await ensure(visitor, period);
      charged = await charge();
    }
    if (charged) return { outcome: 'recorded', used: charged.used };
    const { used, pageOpened } = await history(visitor, page, period, now);
    return { outcome: pageOpened ? 'already-open' : 'refused', used };
  }

  async function join(from: string, to: string): Promise<void> {
    for await (const document of periods.find({ visitor: from })) {
      await ensure(to, document.period);
      for (const { page, at } of document.pages)
        await periods.updateOne(
          { _id: idOf(to, document.period), 'pages.page': { $ne: page } },
          { $push: { pages: { page, at, counted: false } } },
        );
    }
  }

  async function opened(visitor: string, most: number): Promise<Opened[]> {
    const all = await periods.find({ visitor }).toArray();
    return all
      .flatMap(({ period, pages }) => pages.map(({ page, at, hidden }) => ({ page, period, at, hidden })))
      .filter(({ hidden }) => !hidden)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, most)
      .map(({ page, period, at }) => ({ page, period, at }));
  }

  async function clearHistory(visitor: string, period: string): Promise<void> {
    await periods.deleteMany({ visitor, period: { $ne: period } });
    await periods.updateOne({ _id: idOf(visitor, period) }, { $set: { 'pages.$[].hidden': true } });
  }

  async function give(from: string, to: string, period: string, hide: boolean): Promise<void> {
    const found = await periods.findOne({ _id: idOf(from, period) });
    if (!found || found.pages.length === 0) return;
    await ensure(to, period);
    const _id = idOf(to, period);
    await periods.bulkWrite(
      found.pages.flatMap(({ page, at, counted, hidden = false }) => {
        const given = { page, at, counted, hidden: hidden || hide };
        const add = { $inc: { used: counted ? 1 : 0 }, $push: { pages: given } };
        const count = { $inc: { used: 1 }, $set: { 'pages.$.counted': true } };
        return [
          ...(counted
            ? [
                {
                  updateOne: {
                    filter: { _id, pages: { $elemMatch: { page, counted: false } } },
                    update: count,
                  },
                },
              ]
            : []),
          { updateOne: { filter: { _id, 'pages.page': { $ne: page } }, update: add } },
        ];
      }),
    );
  }

  const copy = (from: string, to: string, period: string) => give(from, to, period, true);

  async function move(from: string, to: string, period: string): Promise<void> {
    await give(from, to, period, false);
    await drop(from);
  }

  async function drop(visitor: string): Promise<void> {
    await periods.deleteMany({ visitor });
  }

  async function names(beginning: string, after: string, most: number): Promise<string[]> {
    const next = { $gt: after, $lt: `${beginning}\u{10ffff}` };
    const rows = await periods
      .find({ visitor: next }, { projection: { _id: 0, visitor: 1 } })
      .sort({ visitor: 1 })
      .limit(most)
      .toArray();
    return [...new Set(rows.map(({ visitor }) => visitor))];
  }

  async function dropEarlier(beginning: string, period: string): Promise<void> {
    const visitor = { $gte: beginning, $lt: `${beginning}\u{10ffff}` };
    await periods.deleteMany({ visitor, period: { $lt: period } });
  }

  async function dropSome(
    beginning: string,
    after: string,
    period: string,
    most: number,
  ): Promise<string | null> {
    const next = { $gt: after, $lt: `${beginning}\u{10ffff}` };
    const looked = await periods
      .find({ visitor: next }, { projection: { visitor: 1 } })
      .sort({ visitor: 1 })
      .limit(most)
      .toArray();
    const last = looked.at(-1)?.visitor ?? null;
    if (last !== null)
      await periods.deleteMany({ visitor: { $gt: after, $lte: last }, period: { $lt: period } });
    return last;
  }

  return {
    history,
    record,
    decide: decideInTurn({ history, record }),
    join,
    opened,
    clearHistory,
    copy,
    move,
    drop,
    names,
    dropEarlier,
    dropSome,
  };
}

function mayRecord({ visitor, page, period, limit, pace }: ViewToRecord): Filter<PeriodDocument> {
  const filter: Filter<PeriodDocument> = { _id: idOf(visitor, period), 'pages.page': { $ne: page } };
  if (limit !== null) filter.used = { $lt: limit };
  if (pace) {
    const cond = { $and: ['$$opened.counted', { $gt: ['$$opened.at', pace.since] }] };
    filter.$expr = { $lt: [{ $size: { $filter: { input: '$pages', as: 'opened', cond } } }, pace.limit] };
  }
  return filter;
}
