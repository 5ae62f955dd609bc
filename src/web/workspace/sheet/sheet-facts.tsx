import { formatPhone, telLink } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { REACHED_WORDS } from '#src/web/drivers/driver-words.ts';
import { MOTIVE_WORDS } from '#src/web/public/request-form.tsx';
import { NEED_SHORT } from '#src/web/workspace/shared/need-words.ts';
import { CLOSING_WORDS, momentWords, SOURCE_WORDS } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';
import type { SheetProps } from '#src/web/workspace/sheet/sheet-form.tsx';

/** What is known of the request and of its person. */
export const Facts = ({ at, sheet }: SheetProps) => {
  const { request, passenger } = sheet;
  return (
    <dl class="facts">
      <dt>Téléphone</dt>
      <dd>
        <Numbers person={passenger} /> <a href={at.url(personPage(passenger.id))}>Voir sa fiche</a>
      </dd>
      {passenger.reachedBy !== 'voice' && (
        <>
          <dt>La joindre</dt>
          <dd>
            {REACHED_WORDS[passenger.reachedBy]}
            {passenger.reachedBy === 'contact' && passenger.trustedContact && ` : ${passenger.trustedContact.name}`}
          </dd>
        </>
      )}
      {request.askedFor && (
        <>
          <dt>Demandé par</dt>
          <dd>
            {request.askedFor.name},{' '}
            <a href={telLink(request.askedFor.number)}>{formatPhone(request.askedFor.number)}</a>
            {request.askedFor.callBackAsker ? ' (à rappeler)' : ' (rappeler plutôt la personne qui voyage)'}
          </dd>
        </>
      )}
      {(request.needs.length > 0 || request.seats > 1) && (
        <>
          <dt>Besoins</dt>
          <dd>
            {[
              ...request.needs.map((need) => NEED_SHORT[need]),
              ...(request.seats > 1 ? [`${request.seats} personnes`] : []),
            ].join(', ')}
          </dd>
        </>
      )}
      {request.motive && (
        <>
          <dt>Pour</dt>
          <dd>{MOTIVE_WORDS[request.motive].toLowerCase()}</dd>
        </>
      )}
      {request.note !== '' && (
        <>
          <dt>Note</dt>
          <dd>
            {request.note} <span class="soft">La personne peut demander à lire cette note.</span>
          </dd>
        </>
      )}
      {passenger.note !== '' && (
        <>
          <dt>Sur la personne</dt>
          <dd>{passenger.note}</dd>
        </>
      )}
      <dt>Information</dt>
      <dd>
        {passenger.informedOn === null
          ? 'pas encore donnée'
          : `donnée à l’oral le ${formatDate(passenger.informedOn, at.today)}`}
        {passenger.minor &&
          passenger.parentAgreedOn !== null &&
          ` ; accord d’un parent noté le ${formatDate(passenger.parentAgreedOn, at.today)}`}
      </dd>
      <dt>Demande</dt>
      <dd>
        {SOURCE_WORDS[request.source]}, {momentWords(request.createdAt, at.territory.zone, at.today)}
        {request.memberId !== null && ` ; ${sheet.names.members.get(request.memberId) ?? 'quelqu’un'} s’en occupe`}
      </dd>
      {request.closing && (
        <>
          <dt>Close</dt>
          <dd>
            {CLOSING_WORDS[request.closing.reason]}, {momentWords(request.closing.at, at.territory.zone, at.today)}
            {request.closing.byMember !== null &&
              `, ${sheet.names.members.get(request.closing.byMember) ?? 'quelqu’un'}`}
          </dd>
        </>
      )}
    </dl>
  );
};
