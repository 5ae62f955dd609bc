import type { PropsWithChildren } from 'hono/jsx';
import { formatPhone } from '#src/people/phone.ts';
import type { Ctx } from '#src/web/context.ts';
import { page, PublicPage } from '#src/web/layout/page.tsx';

const Boxes = ({ answers }: { readonly answers: readonly string[] }) => (
  <ul class="boxes">
    {answers.map((answer) => (
      <li>{answer}</li>
    ))}
  </ul>
);

const Row = (props: PropsWithChildren<{ label: string }>) => (
  <tr>
    <th scope="row">{props.label}</th>
    <td>{props.children}</td>
  </tr>
);

/** `GET /{slug}/demande/papier`: the request form for the counter of a mairie or a pharmacy, on one A4 page. */
export const requestPaperPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  return page(
    c,
    <PublicPage at={at} title="Demande de trajet" current="/demande">
      <p class="no-print">
        Imprimez cette page avec votre navigateur : elle tient sur une feuille A4. Une fois remplie, donnez-la à la
        personne qui vous l’a proposée, ou lisez-la à l’équipe au téléphone.
      </p>
      <p class="print-only">
        Remplissez cette feuille et donnez-la à l’accueil, ou appelez-nous : nous la remplirons avec vous.
      </p>
      <table class="paper">
        <tbody>
          <Row label="Nom et prénom" />
          <Row label="Téléphone" />
          <Row label="Je pars de">
            <small>commune, lieu-dit</small>
          </Row>
          <Row label="Je vais à">
            <small>commune, lieu précis</small>
          </Row>
          <Row label="Quand ?">
            <Boxes
              answers={[
                'un jour précis : …… / …… / ………',
                'plusieurs jours : ……………………………………',
                'un jour ou l’autre, dans les 7 jours',
                'chaque semaine, le : ……………………………',
              ]}
            />
          </Row>
          <Row label="À quelle heure ?">
            <Boxes
              answers={[
                'je dois être arrivé à …… h ……',
                'je pars à …… h ……',
                'le matin',
                'l’après-midi',
                'peu importe',
              ]}
            />
          </Row>
          <Row label="Le retour">
            <Boxes answers={['oui, vers …… h ……', 'oui, un autre jour : …… / ……', 'non']} />
          </Row>
          <Row label="La voiture doit prendre">
            <Boxes
              answers={[
                'un fauteuil pliant',
                'un déambulateur',
                'une canne',
                'un accompagnant',
                'des sacs',
                'un chien',
                'un siège enfant',
              ]}
            />
          </Row>
          <Row label="Pour quoi ? (facultatif)">
            <Boxes answers={['santé', 'courses', 'démarches', 'travail', 'visite', 'loisirs', 'autre']} />
          </Row>
          <Row label="Je demande pour quelqu’un d’autre">
            <small>votre nom, votre téléphone, et qui rappeler</small>
          </Row>
          <Row label="À savoir" />
        </tbody>
      </table>
      <p class="small">
        Ces informations servent à l’équipe de {territory.name} pour trouver un trajet, et à rien d’autre. Vous pouvez
        les lire, les corriger ou les faire effacer en appelant le {formatPhone(territory.phone)}. Elles sont gardées
        par : {territory.controller}. Avant 18 ans, l’accord d’un parent est nécessaire. Rien ne se paie ici.
      </p>
    </PublicPage>,
  );
};
