import { SaidToPeople } from '#src/said-to-people.ts';
import { inventDemo } from '#src/demo/invent-demo.ts';
import { writeDemo } from '#src/demo/write-demo.ts';
import type { OpenService } from '#src/main.ts';
import { NO_MESSAGES } from '#src/outbox/message-settings.ts';
import type { TerritoryDraft } from '#src/territory/create-territory.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import type { Member, Membership } from '#src/team/member.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';

/** How to sign in to the demo's desk. */
export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  /** In French. */
  readonly role: string;
}

export interface SeededDemo {
  readonly signIns: readonly DemoSignIn[];
  /** False when the data folder already held the demo of this day: nothing was written. */
  readonly made: boolean;
}

const ZONE = 'Europe/Paris';
const SEED = 46;

const LOT: TerritoryDraft = {
  slug: 'lot',
  name: 'Lotocar du Lot',
  phone: '+33536490046',
  phoneHours: 'du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h',
  email: 'bonjour@lotocar.exemple.fr',
  controller: 'Association Lotocar (territoire d’essai), 1 place du Marché, 46000 Cahors',
  welcome:
    'Des gens du Lot vous emmènent, ou vous emmenez quelqu’un. Territoire d’essai : toutes les personnes sont inventées.',
  communeCodes: [],
  zone: ZONE,
  switches: ALL_ON,
};

/** Known to all, and good for nothing else: the demo holds invented people only. */
const PASSWORD = 'essai-du-covoiturage-46';

const TEAM: readonly {
  readonly login: string;
  readonly name: string;
  readonly role: Membership['role'];
  readonly words: string;
  /** Of a referent. */
  readonly communeCodes?: readonly string[];
}[] = [
  { login: 'camille', name: 'Camille', role: 'coordination', words: 'coordination' },
  { login: 'dominique', name: 'Dominique', role: 'member', words: 'équipe' },
  {
    login: 'andree',
    name: 'Andrée',
    role: 'referent',
    words: 'référence de Gramat et des communes voisines',
    communeCodes: ['46128', '46240', '46230', '46104', '46017', '46009'],
  },
  { login: 'claude', name: 'Claude', role: 'figures', words: 'chiffres seulement' },
];

const signIns = TEAM.map(({ login, words }): DemoSignIn => ({ login, password: PASSWORD, role: words }));

/** What the data folder remembers of the demo it holds: the day it was made for. */
const MARK = 'demo-made-on';

/**
 * Fills an empty instance with the Lot and some months of invented life, all in one transaction. A folder that holds the
 * demo of today is left as it is; that of another day is made anew, because its calendar has gone by.
 * @throws Error in French when the folder holds a real territory called `lot`.
 */
export const seedDemo = async ({ service, engine }: OpenService): Promise<SeededDemo> => {
  const now = service.clock();
  const at = formatInstant(now);
  const today = localMoment(now, ZONE).date;
  const territory = await service.storage.instance.territories.findBySlug(LOT.slug);
  const mark = await engine.db
    .selectFrom('instance_setting')
    .select('value')
    .where('key', '=', MARK)
    .executeTakeFirst();
  if (territory && !mark) {
    throw new SaidToPeople(
      'Ce dossier de données contient déjà un vrai territoire « lot ». La démonstration a besoin d’un autre dossier : LOTOCAR_DATA.',
    );
  }
  if (territory && mark?.value === today) return { signIns, made: false };
  const passwordHash = await passwordHasher.hash(PASSWORD);
  const members = TEAM.map(({ login, name, role, communeCodes = null }) => ({
    member: {
      id: service.newId(),
      login,
      name,
      email: null,
      host: false,
      disabledAt: null,
      createdAt: at,
    } satisfies Member,
    role,
    communeCodes,
  }));
  const territoryId = service.newId();
  const data = inventDemo({
    seed: SEED,
    today,
    zone: ZONE,
    territoryId,
    memberIds: members
      .filter(({ role }) => role === 'coordination' || role === 'member')
      .map(({ member }) => member.id),
    communes: service.communes,
  });
  if (territory) await service.timetableImports.forget(territory.id);
  await engine.atomically(async (trx) => {
    // Everything a territory owns goes with it.
    if (territory) await trx.deleteFrom('territory').where('id', '=', territory.id).execute();
    await trx
      .deleteFrom('member')
      .where(
        'login',
        'in',
        TEAM.map(({ login }) => login),
      )
      .execute();
    await trx.deleteFrom('instance_setting').where('key', '=', MARK).execute();
  });
  await service.storage.atomically(territoryId, async ({ instance, messageSettings }) => {
    const created = await createTerritory({
      atomicallyOnInstance: (work) => work(instance),
      findCommune: (code) => service.communes.find(code),
      clock: service.clock,
      newId: () => territoryId,
    })({ ...LOT, communeCodes: service.communes.communesOfDepartment('46').map(({ code }) => code) });
    if (created.kind === 'refused') throw new Error(`the demo's territory is refused: ${created.reason}`);
    // Everything shows as if SMS left; nobody is written to.
    await messageSettings.save({ ...NO_MESSAGES, sms: { adapter: 'pour-voir', fields: {}, sealed: {} } }, at);
    for (const { member, role, communeCodes } of members) {
      await instance.members.add(member);
      await instance.members.setPasswordHash(member.id, passwordHash);
      await instance.members.setMembership({ memberId: member.id, territoryId, role, communeCodes });
    }
    await instance.territories.addClosure(territoryId, data.closure, at, data.sheet.memberId);
  });
  await engine.atomically(async (trx) => {
    await writeDemo(trx, territoryId, data, at);
    await trx.insertInto('instance_setting').values({ key: MARK, value: today }).execute();
  });
  return { signIns, made: true };
};
