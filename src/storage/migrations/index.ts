import type { Migration } from 'kysely/migration';
import { start } from './001-start.ts';
import { roads } from './002-roads.ts';
import { outbox } from './003-outbox.ts';
import { asking } from './004-asking.ts';
import { volunteers } from './005-volunteers.ts';
import { call } from './006-call.ts';
import { paper } from './007-paper.ts';
import { team } from './008-team.ts';
import { messages } from './009-messages.ts';
import { flexibility } from './011-flexibility.ts';
import { forgottenSms } from './012-forgotten-sms.ts';
import { lostRides } from './013-lost-rides.ts';
import { tellingChanges } from './014-telling-changes.ts';
import { paperRegime } from './015-paper-regime.ts';
import { setup } from './016-setup.ts';
import { recovery } from './017-recovery.ts';
import { opening } from './018-opening.ts';
import { spacesAndTrials } from './019-spaces-and-trials.ts';
import { sheetImports } from './022-sheet-imports.ts';
import { timetables } from './023-timetables.ts';
import { otherWays } from './024-other-ways.ts';
import { live } from './025-live.ts';
import { undoIndexes } from './026-undo-indexes.ts';
import { timetablesAgain } from './027-timetables-again.ts';

/** In order, listed in code: a folder scan cannot work in a single executable. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-start': start,
  '002-roads': roads,
  '003-outbox': outbox,
  '004-asking': asking,
  '005-volunteers': volunteers,
  '006-call': call,
  '007-paper': paper,
  '008-team': team,
  '009-messages': messages,
  '011-flexibility': flexibility,
  '012-forgotten-sms': forgottenSms,
  '013-lost-rides': lostRides,
  '014-telling-changes': tellingChanges,
  '015-paper-regime': paperRegime,
  '016-setup': setup,
  '017-recovery': recovery,
  '018-opening': opening,
  '019-spaces-and-trials': spacesAndTrials,
  '022-sheet-imports': sheetImports,
  '023-timetables': timetables,
  '024-other-ways': otherWays,
  '025-live': live,
  '026-undo-indexes': undoIndexes,
  '027-timetables-again': timetablesAgain,
};
