import { DefaultCell } from '@payloadcms/ui';
import type { DefaultServerCellComponentProps } from 'payload';
import { codeName, editionLabel } from '../../names/name-loaders.ts';

type Props = Pick<
  DefaultServerCellComponentProps,
  'cellData' | 'collectionSlug' | 'link' | 'linkURL' | 'onClick' | 'payload' | 'rowData'
>;

/** A code in a list, as people name it: `HCPCS J2405`. */
export async function CodeNameCell(props: Props) {
  const { cellData, payload } = props;
  return cellOf(props, cellData ? await codeName(payload, String(cellData)) : cellData);
}

/** An edition in a list, by its label: `October 2025`. */
export async function EditionCell(props: Props) {
  const { cellData, payload } = props;
  return cellOf(props, cellData ? await editionLabel(payload, String(cellData)) : cellData);
}

/* Payload's own cell, so that a row opens, in the list and in a drawer, as every row does. */
function cellOf({ collectionSlug, link, linkURL, onClick, rowData }: Props, cellData: unknown) {
  return (
    <DefaultCell
      cellData={cellData}
      collectionSlug={collectionSlug}
      field={{ name: 'name', type: 'text' }}
      rowData={rowData}
      {...(link === undefined ? {} : { link })}
      {...(linkURL === undefined ? {} : { linkURL })}
      {...(onClick === undefined ? {} : { onClick })}
    />
  );
}
