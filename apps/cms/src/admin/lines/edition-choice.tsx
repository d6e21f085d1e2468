'use client';

import { SelectInput, useField, useFormFields } from '@payloadcms/ui';
import type { TextChoices } from '../../names/text-choices.ts';

type Props = { path: string; readOnly: boolean; editions: TextChoices['editions'] };

/** The held editions of the text's code set, or of all sets before one is named. */
export function EditionChoice({ path, readOnly, editions }: Props) {
  const { value, setValue, disabled, showError } = useField<string | null>({ path });
  const codeSet = useFormFields(([fields]) => fields?.codeSet?.value);
  const known = editions.some((one) => one.codeSet === codeSet);
  const offered = known ? editions.filter((one) => one.codeSet === codeSet) : editions;
  const options = offered.map(({ id, name }) => ({ label: name, value: id }));
  /* A text may apply from an edition that the desk no longer holds, as a sample's. */
  if (value && !offered.some(({ id }) => id === value)) options.push({ label: value, value });
  return (
    <SelectInput
      name={path}
      path={path}
      label="Applies from edition"
      description="From this edition on: while the site shows an earlier one, the text waits."
      options={options}
      value={value ?? ''}
      readOnly={readOnly || disabled}
      isClearable={false}
      showError={showError}
      onChange={(chosen) => setValue(chosenId(chosen))}
    />
  );
}

function chosenId(chosen: unknown): string | null {
  const value = chosen && typeof chosen === 'object' && 'value' in chosen ? chosen.value : null;
  return typeof value === 'string' ? value : null;
}
