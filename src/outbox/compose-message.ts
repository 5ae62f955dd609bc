import type { Reach } from '#src/outbox/channels.ts';
import type { MessageSettings } from '#src/outbox/message-settings.ts';
import { MESSAGE_TEXTS } from '#src/outbox/message-texts.ts';
import { newMessage, type Draft, type OutboxMessage } from '#src/outbox/outbox-message.ts';
import { type Facts, renderMessage } from '#src/outbox/placeholders.ts';
import { plainForSms } from '#src/outbox/sms-length.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Territory } from '#src/territory/territory.ts';

/** The words of a purpose, in this territory. */
export const wordingOf = (
  purpose: OutboxMessage['purpose'],
  { texts }: Pick<MessageSettings, 'texts'>,
): { readonly sms: string; readonly subject: string; readonly email: string } => {
  const proposed = MESSAGE_TEXTS[purpose];
  const own = texts[purpose] ?? {};
  return {
    sms: own.sms ?? proposed.sms,
    subject: own.subject ?? proposed.subject,
    email: own.email ?? proposed.email,
  };
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/gu, (letter) => ESCAPES[letter] ?? letter);

/** The same words as HTML: paragraphs, lines, and links that open. No table, no image, nothing that tells who read it. */
export const htmlOf = (text: string): string => {
  const paragraphs = text.split(/\n{2,}/u).map((paragraph) => {
    const lines = escaped(paragraph).replaceAll(/https?:\/\/[^\s<]+/gu, (url) => `<a href="${url}">${url}</a>`);
    return `<p>${lines.replaceAll('\n', '<br>\n')}</p>`;
  });
  return `<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>Message</title></head>\n<body>\n${paragraphs.join('\n')}\n</body></html>\n`;
};

/** What who wants a message says of it, beside its words. */
export interface Occasion extends Pick<Draft, 'id' | 'key' | 'personId' | 'purpose' | 'about' | 'neededBy'> {
  /** A sentence that this one says whatever the wording of the territory. */
  readonly also?: string | undefined;
}

/** With a sentence more: after the first line of an SMS, after the second paragraph of an e-mail, which says what it is about. */
const withSentence = (text: string, also: string | undefined, between: string, after: number): string => {
  if (also === undefined) return text;
  const parts = text.split(between);
  return [...parts.slice(0, after), also, ...parts.slice(after)].join(between);
};

/** A message in the words of its territory, waiting for its hour: to be given to `outbox.add`. */
export const composeMessage = (
  { also, ...occasion }: Occasion,
  reach: Reach,
  facts: Facts,
  territory: Pick<Territory, 'id' | 'name' | 'phone' | 'zone'>,
  settings: Pick<MessageSettings, 'texts'>,
  now: Temporal.Instant,
): OutboxMessage => {
  const all: Facts = { service: territory.name, 'téléphone du service': formatPhone(territory.phone), ...facts };
  const wording = wordingOf(occasion.purpose, settings);
  const draft = { ...occasion, ...reach, territoryId: territory.id };
  if (reach.channel === 'sms') {
    const sms = withSentence(renderMessage(wording.sms, all), also, '\n', 1);
    return newMessage({ ...draft, text: plainForSms(sms) }, now, territory.zone);
  }
  const text = withSentence(renderMessage(wording.email, all), also, '\n\n', 2);
  const subject = renderMessage(wording.subject, all).replaceAll('\n', ' ');
  return newMessage({ ...draft, subject, text, html: htmlOf(text) }, now, territory.zone);
};
