import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';

/** For learning and for the demo: everything happens as if the SMS left, and none does. */
export const showOnly: SmsAdapter = {
  id: 'pour-voir',
  label: 'Pour voir : rien ne part',
  hint: 'Pour apprendre sans téléphone. Les SMS sont écrits dans « Messages », et personne ne les reçoit.',
  fields: [],
  open: () => ({
    send: async ({ id }) => ({ kind: 'accepted', providerId: id }),
  }),
};
