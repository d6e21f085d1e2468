'use client';

import { FieldLabel, useField } from '@payloadcms/ui';
import type { JSONFieldClientComponent } from 'payload';

/** Shows what is stored, to be read only. Payload's own field would load its editor from another origin. */
export const JsonView: JSONFieldClientComponent = ({ field, path }) => {
  const { value } = useField<unknown>({ path });
  const empty = value === undefined || value === null;
  return (
    <div className="field-type desk-json">
      <FieldLabel {...(field.label ? { label: field.label } : {})} path={path} />
      {empty ? <p className="desk-quiet">Nothing</p> : <pre>{JSON.stringify(value, null, 2)}</pre>}
    </div>
  );
};
