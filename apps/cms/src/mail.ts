import type { EmailAdapter } from 'payload';

/**
 * The desk sends no mail yet. Payload's own default would print messages, and with them the links that
 * reset a password; this one says only that a message was not sent. Admins set passwords in "Staff".
 */
export const noMail: EmailAdapter = ({ payload }) => ({
  name: 'no-mail',
  defaultFromAddress: 'desk@localhost',
  defaultFromName: 'Plaincode desk',
  sendEmail: async () => {
    payload.logger.warn(
      'A message was not sent: no mail server is set up. An admin can set a new password under Staff.',
    );
  },
});
