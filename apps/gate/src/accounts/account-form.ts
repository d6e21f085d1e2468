import { isOneLine } from '@plaincode/content-schemas';
import { z } from 'zod';
import { type AccountField, AccountRefusal } from './account-refusal.ts';

/** Characters; the form of the register page says the same. */
export const passwordLength = { least: 10, most: 128 } as const;

const email = z
  .string({ error: 'Enter your e-mail address.' })
  .trim()
  .toLowerCase()
  .min(1, 'Enter your e-mail address.')
  .max(254, 'This e-mail address is too long.')
  .pipe(z.email('Enter an e-mail address such as name@example.org.'));

const returnPath = z.string().optional();

const registration = z.object({
  name: z
    .string()
    .trim()
    .max(100, 'Use a name of at most 100 characters.')
    .refine(isOneLine, 'Write the name in one line, of letters that can be seen.')
    .default(''),
  email,
  password: z
    .string({ error: 'Choose a password.' })
    .min(passwordLength.least, `Use a password of at least ${passwordLength.least} characters.`)
    .max(passwordLength.most, `Use a password of at most ${passwordLength.most} characters.`),
  return: returnPath,
});
export type Registration = z.infer<typeof registration>;

const login = z.object({
  email,
  password: z
    .string({ error: 'Enter your password.' })
    .min(1, 'Enter your password.')
    .max(passwordLength.most, 'That e-mail address and password do not belong together.'),
  return: returnPath,
});
export type Login = z.infer<typeof login>;

const newPassword = registration.shape.password;
const currentPassword = login.shape.password;
const passwordChange = z
  .object({ current: currentPassword, password: newPassword })
  .refine(({ current, password }) => current !== password, {
    message: 'That is the password that you have. Choose another.',
    path: ['password'],
  });
export type PasswordChange = z.infer<typeof passwordChange>;
const token = z.string().min(1).max(2_000);
const justThis = z.object({ return: returnPath });

/** These throw an `AccountRefusal` that names the first field to mend. */
export const parseRegistration = (input: unknown) => parse(registration, input);
export const parseLogin = (input: unknown) => parse(login, input);
export const parseJustThis = (input: unknown) => parse(justThis, input);
export const parseAddress = (input: unknown) => parse(z.object({ email }), input);
export const parseToken = (input: unknown) => parse(z.object({ token }), input);
export const parseReset = (input: unknown) => parse(z.object({ token, password: newPassword }), input);
export const parseName = (input: unknown) => parse(registration.pick({ name: true }), input);
export const parseNewPassword = (input: unknown) => parse(passwordChange, input);
export const parseNewEmail = (input: unknown) => parse(z.object({ email, password: currentPassword }), input);
export const parseDeletion = (input: unknown) => parse(z.object({ password: currentPassword }), input);
export const parseSession = (input: unknown) =>
  parse(z.object({ session: z.string().min(1).max(100) }), input);

function parse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = fields.find((name) => name === issue?.path[0]);
  throw new AccountRefusal(
    'invalid-input',
    field && issue ? issue.message : 'This form cannot be read.',
    field,
  );
}

const fields: AccountField[] = ['name', 'email', 'password', 'current'];

/** A path of this site to go on to; null for anything that could lead elsewhere. */
export function localReturnPath(text: string | null | undefined): string | null {
  if (!text || text.length > 300 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\'))
    return null;
  const base = 'http://this-site.invalid';
  if (!URL.canParse(text, base)) return null;
  const { origin, pathname, search, hash } = new URL(text, base);
  if (origin !== base || pathname.startsWith('//') || pathname.startsWith('/api/')) return null;
  return pathname + search + hash;
}
