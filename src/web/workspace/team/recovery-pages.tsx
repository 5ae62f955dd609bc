import { dateWords } from '#src/web/instant-words.ts';
import type { Hono } from 'hono';
import { createMakeRecoverySheet } from '#src/team/make-recovery-sheet.ts';
import { foldCode, recoveryCode } from '#src/team/password.ts';
import { CODES_ON_SHEET, type RecoveryCode, remaining } from '#src/team/recovery-code.ts';
import { leadsToThisMachine } from '#src/this-machine.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { hashText } from '#src/web/guards/password-hasher.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { TAKE_BACK_PATH } from '#src/web/workspace/team/take-back-page.tsx';
import { teamAct } from '#src/web/tools.ts';

/** Where the coordination makes the sheet for the safe. */
export const RECOVERY_PATH = '/equipe/reglages/secours';

/** The recovery sheet: how many codes are left, a new one, and what a used one did. */
export const recoveryPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${RECOVERY_PATH}`, requires('manage-territory'), draw);
  app.post(`/:territoire${RECOVERY_PATH}`, requires('manage-territory'), makeSheet);
  app.post(`/:territoire${RECOVERY_PATH}/lu`, requires('manage-territory'), async (c) => {
    const at = c.get('at');
    await c
      .get('service')
      .storage.atomically(at.territory.id, ({ recoveryCodes }) => recoveryCodes.noteTold(formatInstant(at.now)));
    return c.redirect(at.url('/equipe'), 303);
  });
};

const codesOf = (c: Ctx): Promise<readonly RecoveryCode[]> =>
  c.get('service').storage.in(c.get('at').territory.id).recoveryCodes.list();

/** "Il reste 7 codes sur 8 à la feuille de secours." */
export const recoveryWords = (codes: readonly RecoveryCode[]): string => {
  if (codes.length === 0) return 'La feuille de secours n’est pas encore imprimée.';
  const left = remaining(codes);
  if (left === 0) return 'Tous les codes de la feuille de secours ont servi : il faut en faire une autre.';
  return `Il reste ${left === 1 ? 'un code' : `${left} codes`} sur ${codes.length} à la feuille de secours.`;
};

/** "Le code 3 a servi mardi 24 novembre, pour Marie." */
const useWords = async (c: Ctx, code: RecoveryCode): Promise<string> => {
  const member = code.usedFor === null ? undefined : await c.get('service').storage.instance.members.find(code.usedFor);
  const who = member ? `pour ${member.name}` : 'pour une personne qui n’est plus de l’équipe';
  return `Le code ${code.number} a servi ${dateWords(c.get('at'), code.usedAt ?? '')}, ${who}.`;
};

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const codes = await codesOf(c);
  const used = await Promise.all(codes.filter(({ usedAt }) => usedAt !== null).map((code) => useWords(c, code)));
  const [first] = codes;
  return page(
    c,
    <DeskPage at={at} title="La feuille de secours" current="/equipe/reglages">
      <p class="lead">{recoveryWords(codes)}</p>
      {first && <p>Imprimée {dateWords(at, first.madeAt)}.</p>}
      <p>
        C’est une feuille pour le coffre de la mairie : {CODES_ON_SHEET} codes. Si plus personne de la coordination ne
        peut entrer, un code rend l’accès à qui tient la feuille, sur {at.absoluteUrl(TAKE_BACK_PATH)}. Chaque code sert
        une fois.
      </p>
      {used.length > 0 && (
        <ul>
          {used.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      <DeskForm at={at} action={at.url(RECOVERY_PATH)}>
        <p>
          {first
            ? 'En faire une autre rend l’ancienne inutile : ses codes n’ouvrent plus rien. Sortez-la du coffre.'
            : 'Elle n’est montrée qu’une fois : préparez l’imprimante, ou de quoi recopier.'}
        </p>
        <p class="actions">
          <button type="submit">{first ? 'Faire une autre feuille' : 'Faire la feuille de secours'}</button>
        </p>
      </DeskForm>
    </DeskPage>,
  );
};

/** The sheet itself, in the answer to the post: nothing keeps its codes. */
const makeSheet = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { storage, clock, newId, config } = c.get('service');
  const onlyHere = leadsToThisMachine(config.publicUrl);
  const codes = Array.from({ length: CODES_ON_SHEET }, () => recoveryCode(crypto.getRandomValues(new Uint8Array(40))));
  await createMakeRecoverySheet({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })(
    teamAct(c),
    codes.map((code) => hashText(foldCode(code))),
  );
  return page(
    c,
    <DeskPage at={at} title="Feuille de secours" current="/equipe/reglages" paper="document">
      <p class="notice no-print">
        Imprimez cette page maintenant, ou recopiez-la : les codes ne sont gardés nulle part et ne seront plus montrés.
      </p>
      <p>
        <strong>{at.territory.name}</strong>, faite le {formatDateDigits(at.today)} par {at.signedIn?.member.name}. À
        garder sous enveloppe, dans le coffre de la mairie.
      </p>
      <p>
        Quand plus personne ne peut entrer dans l’espace de l’équipe (départ, maladie, mots de passe perdus), la mairie
        ouvre cette feuille :
      </p>
      <ol>
        <li>
          {onlyHere ? 'sur l’ordinateur où Lotocar est ouvert, aller à' : 'sur n’importe quel ordinateur, ouvrir'}{' '}
          <strong>{at.absoluteUrl(TAKE_BACK_PATH)}</strong> ;
        </li>
        <li>taper un des codes, puis le barrer ici ;</li>
        <li>choisir à qui donner un nouveau mot de passe, ou nommer une nouvelle personne à la coordination.</li>
      </ol>
      <ol class="codes">
        {codes.map((code) => (
          <li>
            <span class="code">{code}</span>
            <span class="code-used">Utilisé le</span>
          </li>
        ))}
      </ol>
      <p>
        Chaque code sert une seule fois ; les autres restent bons. Une feuille plus récente rend celle-ci inutile. Qui
        tient cette feuille tient le service : ne la photographiez pas, ne l’envoyez pas.
      </p>
      {onlyHere && (
        <p>
          Pour l’instant, Lotocar n’est que sur cet ordinateur : si l’ordinateur est perdu, cette feuille ne rend rien ;
          une sauvegarde gardée ailleurs, si. Une fois le service chez un hébergeur, faites une autre feuille.
        </p>
      )}
      <p class="no-print">
        <a href={at.url('/equipe/reglages/pret')}>C’est imprimé, continuer</a>
      </p>
    </DeskPage>,
  );
};

/** On the first page of the desk, until somebody of the coordination has read it. */
export const RecoveryNotice = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  if (!at.can('manage-territory')) return null;
  const untold = (await codesOf(c)).filter(({ usedAt, toldAt }) => usedAt !== null && toldAt === null);
  if (untold.length === 0) return null;
  return (
    <div class="notice">
      <h2>La feuille de secours a servi</h2>
      {untold.map(async (code) => (
        <p>{await useWords(c, code)}</p>
      ))}
      <p>
        Si personne ne s’y attendait, <a href={at.url(RECOVERY_PATH)}>faites une autre feuille</a> et relisez{' '}
        <a href={at.url('/equipe/reglages/membres')}>les membres de l’équipe</a>.
      </p>
      <DeskForm at={at} action={at.url(`${RECOVERY_PATH}/lu`)}>
        <p class="actions">
          <button type="submit" class="second">
            C’est lu
          </button>
        </p>
      </DeskForm>
    </div>
  );
};
