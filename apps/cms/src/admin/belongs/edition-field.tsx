import type { TextFieldServerProps } from 'payload';
import { textChoices } from '../../names/text-choices.ts';
import { EditionChoice } from './edition-choice.tsx';

/** The edition from which a text applies, by its name. */
export async function EditionField({ payload, path, readOnly }: TextFieldServerProps) {
  const { editions } = await textChoices(payload);
  return <EditionChoice path={path} readOnly={readOnly ?? false} editions={editions} />;
}
