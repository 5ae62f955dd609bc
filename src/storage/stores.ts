import type { Kysely } from 'kysely';
import type { InstanceStores, Storage, TerritoryStores } from '#src/storage-ports.ts';
import { createClosureRideStore } from '#src/storage/closure-ride-store.ts';
import { createCallDraftStore } from '#src/storage/call-draft-store.ts';
import { createDeskMarkStore } from '#src/storage/desk-mark-store.ts';
import { createDriverStore } from '#src/storage/driver-store.ts';
import type { Engine } from '#src/storage/engine.ts';
import { createFeedStore } from '#src/storage/feed-store.ts';
import { createFiguresStore } from '#src/storage/figures-store.ts';
import { createHoldStore } from '#src/storage/hold-store.ts';
import { createImportedLineStore } from '#src/storage/imported-line-store.ts';
import { createInstanceSettings } from '#src/storage/instance-settings.ts';
import { createIntroductionStore } from '#src/storage/introduction-store.ts';
import { createJournalStore } from '#src/storage/journal-store.ts';
import { createLinkStore } from '#src/storage/link-store.ts';
import { createLocalPlaceStore } from '#src/storage/local-place-store.ts';
import { createMemberStore } from '#src/storage/member-store.ts';
import { createOtherWayStore } from '#src/storage/other-way-store.ts';
import { createOutboxStore, createOutboxWatch } from '#src/storage/outbox-store.ts';
import { createPaperSheetStore } from '#src/storage/paper-sheet-store.ts';
import { createIncomingSmsStore } from '#src/storage/incoming-sms-store.ts';
import { createMessageSettingsStore } from '#src/storage/message-settings-store.ts';
import { createPersonStore } from '#src/storage/person-store.ts';
import { createPresenceStore } from '#src/storage/presence-store.ts';
import { createRecoveryCodeStore } from '#src/storage/recovery-code-store.ts';
import { createRequestStore } from '#src/storage/request-store.ts';
import { createRestStore } from '#src/storage/rest-store.ts';
import { createRetentionStore } from '#src/storage/retention-store.ts';
import { createRideDayStore } from '#src/storage/ride-day-store.ts';
import { createRoadStore } from '#src/storage/road-store.ts';
import { createSetupDraftStore } from '#src/storage/setup-draft-store.ts';
import { createSheetImportStore } from '#src/storage/sheet-import-store.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { storesInSight } from '#src/storage/stores-in-sight.ts';
import type { Sight } from '#src/team/sight.ts';
import { createLostRideStore } from '#src/storage/lost-ride-store.ts';
import { createSpaceRequestStore } from '#src/storage/space-request-store.ts';
import { createTellingStore } from '#src/storage/telling-store.ts';
import { createTerritoryStore } from '#src/storage/territory-store.ts';
import { createTrialStore } from '#src/storage/trial-store.ts';
import { createTripStore } from '#src/storage/trip-store.ts';
import { createWishStore } from '#src/storage/wish-store.ts';
import { createVolunteerStore } from '#src/storage/volunteer-store.ts';

/** The stores of one territory; inside a transaction, `db` is the transaction. */
export const territoryStores = (db: Kysely<Database>, territoryId: string): TerritoryStores => ({
  people: createPersonStore(db, territoryId),
  drivers: createDriverStore(db, territoryId),
  links: createLinkStore(db, territoryId),
  trips: createTripStore(db, territoryId),
  volunteers: createVolunteerStore(db, territoryId),
  wishes: createWishStore(db, territoryId),
  requests: createRequestStore(db, territoryId),
  callDrafts: createCallDraftStore(db, territoryId),
  deskMark: createDeskMarkStore(db, territoryId),
  rideDays: createRideDayStore(db, territoryId),
  introductions: createIntroductionStore(db, territoryId),
  paper: createPaperSheetStore(db, territoryId),
  holds: createHoldStore(db, territoryId),
  rests: createRestStore(db, territoryId),
  tellings: createTellingStore(db, territoryId),
  lostRides: createLostRideStore(db, territoryId),
  localPlaces: createLocalPlaceStore(db, territoryId),
  otherWays: createOtherWayStore(db, territoryId),
  closureRides: createClosureRideStore(db, territoryId),
  presence: createPresenceStore(db, territoryId),
  recoveryCodes: createRecoveryCodeStore(db, territoryId),
  journal: createJournalStore(db, territoryId),
  retention: createRetentionStore(db, territoryId),
  figures: createFiguresStore(db, territoryId),
  trials: createTrialStore(db, territoryId),
  importedLines: createImportedLineStore(db, territoryId),
  sheetImports: createSheetImportStore(db, territoryId),
  outbox: createOutboxStore(db, territoryId),
  incomingSms: createIncomingSmsStore(db, territoryId),
  messageSettings: createMessageSettingsStore(db, territoryId),
});

const instanceStores = (db: Kysely<Database>): InstanceStores => ({
  territories: createTerritoryStore(db),
  members: createMemberStore(db),
  roads: createRoadStore(db),
  feeds: createFeedStore(db),
  outboxWatch: createOutboxWatch(db),
  settings: createInstanceSettings(db),
  setups: createSetupDraftStore(db),
  spaces: createSpaceRequestStore(db),
});

/** The storage that use cases and pages see, over an engine. */
export const createStorage = (engine: Engine): Storage => ({
  in: (territoryId) => territoryStores(engine.db, territoryId),
  seenBy: (sight) => createStorageInSight(engine, sight),
  instance: instanceStores(engine.db),
  atomically: (territoryId, work) =>
    engine.atomically((trx) => work({ ...territoryStores(trx, territoryId), instance: instanceStores(trx) })),
  atomicallyOnInstance: (work) => engine.atomically((trx) => work(instanceStores(trx))),
});

/** The same, as far as a referent sees it. Of another territory, they see nothing. */
const createStorageInSight = (engine: Engine, sight: Sight): Storage => {
  const nothing: Sight = { ...sight, communeCodes: [], fitting: async () => new Set() };
  const of = (territoryId: string): Sight => (territoryId === sight.territoryId ? sight : { ...nothing, territoryId });
  return {
    ...createStorage(engine),
    in: (territoryId) => storesInSight(territoryStores(engine.db, territoryId), engine.db, of(territoryId), 'read'),
    seenBy: (other) => createStorageInSight(engine, other),
    async atomically(territoryId, work) {
      // Asked before: nothing else is awaited in a transaction.
      const fitting = await of(territoryId).fitting();
      const settled: Sight = { ...of(territoryId), fitting: async () => fitting };
      return engine.atomically((trx) =>
        work({
          ...storesInSight(territoryStores(trx, territoryId), trx, settled, 'act'),
          instance: instanceStores(trx),
        }),
      );
    },
  };
};
