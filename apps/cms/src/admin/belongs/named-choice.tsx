'use client';

import { SelectInput, useField } from '@payloadcms/ui';
import type { CSSProperties } from 'react';

type Props = {
  path: string;
  label: string;
  description?: string;
  /** Of its row, such as `50%`. */
  width?: string | number;
  readOnly: boolean;
  offered: readonly { id: string; name: string }[];
};

/** Chooses an id by its name. An id that is no longer offered stays chosen, under its own name. */
export function NamedChoice({ path, label, description, width, readOnly, offered }: Props) {
  const { value, setValue, disabled, showError } = useField<string | null>({ path });
  const options = offered.map(({ id, name }) => ({ label: name, value: id }));
  if (value && !offered.some(({ id }) => id === value)) options.push({ label: value, value });
  return (
    <SelectInput
      name={path}
      path={path}
      label={label}
      {...(description ? { description } : {})}
      {...(width ? { style: { '--field-width': width } as CSSProperties } : {})}
      options={options}
      value={value ?? ''}
      readOnly={readOnly || disabled}
      isClearable={false}
      showError={showError}
      onChange={(chosen) => setValue(idOf(chosen))}
    />
  );
}

function idOf(chosen: unknown): string | null {
  const value = chosen && typeof chosen === 'object' && 'value' in chosen ? chosen.value : null;
  return typeof value === 'string' ? value : null;
}
