import type { PropsWithChildren } from 'hono/jsx';

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

/** The questions of a request, with room to write the answers. */
export const RequestPaper = () => (
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
          answers={['je dois être arrivé à …… h ……', 'je pars à …… h ……', 'le matin', 'l’après-midi', 'peu importe']}
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
);
