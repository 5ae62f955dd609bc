import { androidGateway } from '#src/messages/android-gateway.ts';
import { gammu } from '#src/messages/gammu.ts';
import { showOnly } from '#src/messages/show-only.ts';
import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';

/** The ways to send SMS, in the order of the settings page. A new one is one file, and its line here. */
export const SMS_ADAPTERS: readonly SmsAdapter[] = [androidGateway, gammu, showOnly];
