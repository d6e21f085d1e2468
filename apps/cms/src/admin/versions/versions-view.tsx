import { Gutter, SetDocumentStepNav } from '@payloadcms/ui';
import { notFound } from 'next/navigation.js';
import type { DocumentViewServerProps } from 'payload';
import { relationId } from '../../relation-id.ts';
import { stateLabels } from '../../workflow/states.ts';
import { moment } from '../dashboard/moment.ts';
import './versions.css';

/** The saves of a text that the desk keeps, the newest first: who wrote when, and where the text stood. */
export async function VersionsView({ initPageResult }: DocumentViewServerProps) {
  const { docID: id, req } = initPageResult;
  if (id === undefined) return notFound();
  const { docs } = await req.payload.findVersions({
    collection: 'explanations',
    where: { parent: { equals: id } },
    sort: '-updatedAt',
    depth: 0,
    pagination: false,
    overrideAccess: false,
    req,
    select: { latest: true, updatedAt: true, version: { state: true, lastEditor: true, plainTitle: true } },
  });
  const people = await req.payload.find({
    collection: 'staff',
    where: { id: { in: docs.flatMap(({ version }) => relationId(version.lastEditor) ?? []) } },
    depth: 0,
    pagination: false,
  });
  const names = new Map(people.docs.map((person) => [person.id, person.name]));
  return (
    <>
      <SetDocumentStepNav
        collectionSlug="explanations"
        id={id}
        pluralLabel="Explanations"
        useAsTitle="codeKey"
        view="Versions"
      />
      <Gutter className="desk-versions">
        <h2>Versions</h2>
        <p className="desk-quiet">
          Open one to see what it says differently, or to bring it back as a draft. The newest 100 are kept;
          what was approved is kept for good.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Saved</th>
              <th scope="col">Last written by</th>
              <th scope="col">State</th>
              <th scope="col">Plain title</th>
            </tr>
          </thead>
          <tbody>
            {docs.map(({ id: version, latest, updatedAt, version: text }) => (
              <tr key={version}>
                <td>
                  <a href={`/admin/collections/explanations/${id}/versions/${version}`}>
                    <time dateTime={updatedAt}>{moment(updatedAt)}</time>
                  </a>
                  {latest && ' (as it stands now)'}
                </td>
                <td>{names.get(relationId(text.lastEditor) ?? '') ?? 'The desk'}</td>
                <td>{stateLabels[text.state ?? 'draft']}</td>
                <td>{text.plainTitle}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Gutter>
    </>
  );
}
