import { hadSaidYes, openOf, stillNeeded, yesesOf } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { wayBackOf } from '#src/follow-up/agree-drive.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { ANY_DAY, slotsOf, spanOf } from '#src/requests/slots.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';
import { fullName, momentWords, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import type { WayProps } from '#src/web/workspace/sheet/sheet-form.tsx';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';
import { SheetForm, typedIn } from '#src/web/workspace/sheet/sheet-form.tsx';

const Yes = (props: WayProps & { yes: Introduction; first: boolean }) => {
  const { at, sheet, part, state, yes, first } = props;
  const { way } = part;
  const key = `confirmer-${yes.id}`;
  const driver = sheet.names.people.get(yes.driverId);
  const name = fullName(driver);
  const needed = stillNeeded(sheet.request, yes);
  const days = yes.slots.map((slot) => slotWords(slot, at.today)).join(', ');
  const mayWait =
    yes.asking?.waits === true && wayBackOf(sheet.request, way.id, openOf(sheet.request, yes)) !== undefined;
  const back = sheet.request.ways.find(({ id }) => id !== way.id);
  const since = yes.asking?.answeredAt ?? yes.createdAt;
  return (
    <li>
      <p class="row-title">
        {first && needed ? `${name} dit oui` : `${name} aussi peut`} – <Numbers person={driver} />
      </p>
      <p class="soft">
        {days}. Répondu {momentWords(since, at.territory.zone, at.today)}, par{' '}
        {yes.asking?.answeredBy === 'sms' ? 'SMS' : 'sa page'}.{!needed && ' Gardé en réserve : c’est déjà réglé.'}
      </p>
      {yes.regime === 'on-purpose' && <p class="soft">{FREE_LINE}</p>}
      {needed && at.can('write-people') && (
        <SheetForm {...props} key_={key} action="confirmer">
          <input type="hidden" name="introduction" value={yes.id} />
          {yes.slots.includes(ANY_DAY) && (
            <div class="field">
              <label for={`${key}-jour`}>Quel jour ?</label>
              <input
                type="date"
                id={`${key}-jour`}
                name="jour"
                class="short"
                value={typedIn(state, key, 'jour')}
                min={spanOf(way.when).first > at.today ? spanOf(way.when).first : at.today}
                max={spanOf(way.when).last ?? ''}
              />
            </div>
          )}
          {mayWait && (
            <div class="choice">
              <input
                type="checkbox"
                id={`${key}-attend`}
                name="attend"
                value="oui"
                {...(state.key !== key || typedIn(state, key, 'attend') === 'oui' ? { checked: true } : {})}
              />
              <label for={`${key}-attend`}>Attend sur place et ramène : le retour est réglé aussi</label>
            </div>
          )}
          {yes.asking?.waits === true && !mayWait && back && (
            <p>
              Avait aussi dit oui pour attendre et ramener. Depuis, le retour est{' '}
              {openSlots(sheet.request, back).length === 0 ? 'réglé' : 'réglé en partie, ou pour d’autres jours'} : seul
              l’aller est confirmé. Dites-le à {name}.
            </p>
          )}
          {state.key === key && state.mayOverrule && (
            <div class="choice">
              <input type="checkbox" id={`${key}-quand-meme`} name="quand_meme" value="oui" />
              <label for={`${key}-quand-meme`}>Quand même : cette personne a dit que c’est possible</label>
            </div>
          )}
          <p class="actions">
            <button type="submit" class={first ? '' : 'second'}>
              {first ? `Confirmer avec ${name}` : `Plutôt ${name}`}
            </button>
          </p>
        </SheetForm>
      )}
    </li>
  );
};

/** Who said yes, and was told since that nobody was needed: not proposed, and not forgotten. */
const FormerYes = ({ at, sheet, yes }: WayProps & { yes: Introduction }) => {
  const driver = sheet.names.people.get(yes.driverId);
  const moment = (instant: string): string => momentWords(instant, at.territory.zone, at.today);
  const { answeredAt, thankedAt } = yes.asking ?? {};
  return (
    <li>
      <p class="row-title">
        {fullName(driver)} avait dit oui – <Numbers person={driver} />
      </p>
      <p class="soft">
        Répondu {moment(answeredAt ?? yes.createdAt)}, puis prévenu {moment(thankedAt ?? yes.createdAt)} que ce n’était
        plus la peine, ou que la demande changeait. Demandez à nouveau avant de convenir de quoi que ce soit.
      </p>
    </li>
  );
};

/** What they said yes to is still to be found, or it was for a day asked no more and another is. */
const mayHelp = (request: Request, way: Way, yes: Introduction): boolean =>
  yes.slots.some((slot) => slotsOf(way).includes(slot))
    ? stillNeeded(request, yes)
    : request.closing === null && openSlots(request, way).length > 0;

/** Who said yes by a message: the first one is proposed, the others are kept in reserve, and nothing is agreed yet. */
export const Yeses = (props: WayProps) => {
  const { sheet, part } = props;
  const ofWay = sheet.introductions.filter(({ wayId }) => wayId === part.way.id);
  const yeses = yesesOf(ofWay);
  const former = ofWay.filter((one) => hadSaidYes(one) && mayHelp(sheet.request, part.way, one));
  if (yeses.length + former.length === 0) return null;
  return (
    <ul class="rows yeses">
      {yeses.map((yes, position) => (
        <Yes {...props} yes={yes} first={position === 0} />
      ))}
      {former.map((yes) => (
        <FormerYes {...props} yes={yes} />
      ))}
    </ul>
  );
};
