import { z } from 'zod';

export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;

export const emailSchema = z
  .string({ error: 'Enter your email address.' })
  .trim()
  .toLowerCase()
  .max(254, { error: 'At most 254 characters.' })
  .pipe(z.email({ error: 'Enter an email address such as name@example.org.' }));

/** A password that exists: only its length is bounded, so that hashing cannot be made to work on megabytes. */
export const passwordSchema = z.string({ error: 'Enter your password.' }).min(1, { error: 'Enter your password.' }).max(PASSWORD_LENGTH.max, { error: `At most ${PASSWORD_LENGTH.max} characters.` });

/** A password that is being chosen. */
export const newPasswordSchema = z
  .string({ error: 'Choose a password.' })
  .min(PASSWORD_LENGTH.min, { error: `At least ${PASSWORD_LENGTH.min} characters; a few words make a good one.` })
  .max(PASSWORD_LENGTH.max, { error: `At most ${PASSWORD_LENGTH.max} characters.` })
  .refine((password) => new Set(password).size > 3, { error: 'Too easy to guess: use more different characters.' });

const next = z.string().max(500).optional();

export const signInSchema = z.object({ email: emailSchema, password: passwordSchema, next });

export const signUpSchema = z
  .object({ email: emailSchema, newPassword: newPasswordSchema, next })
  .refine(({ email, newPassword }) => !newPassword.toLowerCase().includes(email.split('@')[0] ?? email) && newPassword.toLowerCase() !== email, { path: ['newPassword'], error: 'The password must not contain your email name.' });

export const changePasswordSchema = z.object({ password: passwordSchema, newPassword: newPasswordSchema, revokeKeys: z.literal('on').optional().transform((ticked) => ticked === 'on') });

export const deleteAccountSchema = z.object({ password: passwordSchema });

export const keyNameSchema = z.object({ name: z.string().trim().min(1, { error: 'Name the key after what uses it.' }).max(60, { error: 'At most 60 characters.' }) });

export const idSchema = z.object({ id: z.uuid() });

/** Live keys one person may have. */
export const MAX_API_KEYS = 20;
