import type { Payload } from 'payload';

export interface LicenceStatement {
  set: string;
  holder: string;
  number: string;
  from: string;
  to: string;
  by: string;
  /** The notice to print under the set's texts, word for word; null leaves the notices as they are. */
  notice: string | null;
}

/**
 * Records the operator's statement that a set is licensed, with today as its day. Answers what is wrong with it,
 * or null.
 */
export async function recordLicence(payload: Payload, statement: LicenceStatement): Promise<string | null> {
  const { set, holder, number, from: validFrom, to: validTo, by: statedBy } = statement;
  const { docs } = await payload.find({
    collection: 'code-systems',
    where: { slug: { equals: set } },
    depth: 0,
    limit: 1,
    overrideAccess: true,
  });
  const [system] = docs;
  if (!system) return `There is no code set "${set}".`;
  if (system.licensed !== true) return `${system.name} is no licensed set: it needs no licence.`;
  if (validFrom > validTo) return `The licence would end on ${validTo}, before it begins on ${validFrom}.`;
  const statedOn = new Date().toISOString();
  await payload.update({
    collection: 'code-systems',
    id: system.id,
    data: { licence: { holder, number, validFrom, validTo, statedBy, statedOn } },
    depth: 0,
    overrideAccess: true,
  });
  if (statement.notice) await writeNotice(payload, set, String(system.rightsHolder), statement.notice);
  return null;
}

async function writeNotice(payload: Payload, set: string, rightsHolder: string, text: string): Promise<void> {
  const slug = `${set}-notice`;
  const where = { slug: { equals: slug } };
  const { docs } = await payload.find({
    collection: 'copyright-notices',
    where,
    limit: 1,
    overrideAccess: true,
  });
  const [known] = docs;
  if (known) {
    await payload.update({
      collection: 'copyright-notices',
      id: known.id,
      data: { text, active: true, pending: null },
      overrideAccess: true,
    });
    return;
  }
  await payload.create({
    collection: 'copyright-notices',
    data: { slug, rightsHolder, edition: set, uses: ['line', 'print'], text },
    overrideAccess: true,
  });
}
