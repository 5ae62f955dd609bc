import type { PropsWithChildren } from 'hono/jsx';
import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { OPEN_PATH } from '#src/web/workspace/opening/open-pages.tsx';
import { TRIALS_PATH } from '#src/web/trials/trials-pages.tsx';
import { callWords } from '#src/web/opening/words.tsx';

/** Names to write down before the first call. */
const FIRST_NAMES = 20;
/** Sheets for one person each that stand on one A4. */
const PEOPLE_A_SHEET = 5;

const FIRST_ASKED: readonly (readonly [who: string, why: string])[] = [
  ['Qui traverse le canton chaque jour', 'infirmière, aide à domicile, facteur, enseignante, artisan'],
  ['Qui va en ville à heure fixe', 'hôpital, usine, lycée, préfecture, gare'],
  ['Qui a du temps et connaît tout le monde', 'retraités, élus, présidentes d’associations, comité des fêtes'],
  ['Qui voit passer les gens', 'boulangerie, pharmacie, secrétariat de mairie, France Services'],
];

const Cell = (props: PropsWithChildren<{ label: string }>) => (
  <>
    <th scope="row">{props.label}</th>
    <td>{props.children}</td>
  </>
);

const Boxes = ({ answers }: { readonly answers: readonly string[] }) => (
  <ul class="boxes">
    {answers.map((answer) => (
      <li>{answer}</li>
    ))}
  </ul>
);

const PersonToFill = () => (
  <table class="paper driver-paper">
    <tbody>
      <tr>
        <Cell label="Prénom, nom" />
        <Cell label="Téléphone" />
      </tr>
      <tr>
        <Cell label="De" />
        <Cell label="À" />
      </tr>
      <tr>
        <Cell label="Jours">
          <Boxes answers={['lu', 'ma', 'me', 'je', 've', 'sa', 'di']} />
        </Cell>
        <Cell label="Part à, rentre à">…… h …… et …… h ……</Cell>
      </tr>
      <tr>
        <Cell label="Aide">
          <Boxes answers={['gratuit', 'frais partagés']} />
        </Cell>
        <Cell label="Accepte">
          <Boxes answers={['d’être dans la liste publique', 'que son numéro soit donné']} />
        </Cell>
      </tr>
    </tbody>
  </table>
);

/** Twenty names, what to say, the sheet to fill, and how it is typed in. */
export const coldStart: OpeningPaper = {
  path: 'demarrage',
  title: 'Les vingt premières personnes',
  what: 'à qui demander d’abord, quoi dire, la feuille à remplir, comment la taper',
  paper: 'document',
  draw: (at) => (
    <>
      <p>
        Vingt personnes qui conduisent près de qui appelle valent mieux que quatre cents dispersées. Écrivez vingt noms
        avant d’appeler qui que ce soit. Commencez par une ou deux destinations : le marché, l’hôpital, la gare.
      </p>
      {at.stage !== 'open' && (
        <p class="no-print">
          Le service s’ouvre en deux temps : conducteurs d’abord, puis tout le monde, à un jour dit ou quand il y a
          assez de lignes. <a href={at.url(OPEN_PATH)}>L’ouverture du service</a>
        </p>
      )}
      <h2>À qui demander d’abord</h2>
      <ul>
        {FIRST_ASKED.map(([who, why]) => (
          <li>
            <strong>{who}</strong> : {why}.
          </li>
        ))}
      </ul>
      <ol class="print-only names-to-write" aria-hidden="true">
        {Array.from({ length: FIRST_NAMES }, () => (
          <li></li>
        ))}
      </ol>
      <h2>Quoi dire</h2>
      <p class="script">
        « Bonjour, c’est {at.territory.name}, le covoiturage solidaire. Vous allez à … le … : accepteriez-vous d’y
        emmener quelqu’un d’ici, une fois de temps en temps ? Vous direz oui ou non à chaque fois. »
      </p>
      <p class="script">
        « Seule l’équipe lit vos informations, et vous pouvez les lire, les changer ou les effacer quand vous voulez.
        Votre trajet peut-il être dans la liste, avec votre prénom seulement ? Peut-on donner votre numéro ? Ne rien
        répondre, c’est non. »
      </p>
      <p class="script">« Notez notre numéro dans votre téléphone : {callWords(at)}. »</p>
      <p>Et à chacun : « Ce n’est pas un service d’urgence : 15 ou 112. »</p>
      <section class="new-sheet">
        <h2>À remplir</h2>
        <p class="small">
          Ces informations servent à {at.territory.name} pour trouver des trajets, et à rien d’autre. Elles sont gardées
          par : {at.territory.controller}. Une fois tapée, la feuille se déchire.
        </p>
        <PersonToFill />
        <div class="print-only" aria-hidden="true">
          {Array.from({ length: PEOPLE_A_SHEET - 1 }, () => (
            <PersonToFill />
          ))}
        </div>
      </section>
      <section class="no-print">
        <h2>La taper</h2>
        <p>Comptez environ un quart d’heure pour une feuille de cinq personnes.</p>
        <ol>
          <li>
            « Conducteurs », puis <a href={at.url('/equipe/conducteurs/nouveau')}>Ajouter une personne qui conduit</a>.
          </li>
          <li>Le nom, le numéro, le trajet, le retour, ce que la personne accepte. Une case vide est un non.</li>
          <li>
            Vous lui avez parlé : laissez cochée la case « Je viens de lui parler ». Son trajet est montré aussitôt, si
            elle l’accepte.
          </li>
          <li>Une personne qui fait deux trajets : enregistrez, puis ajoutez le second depuis sa fiche.</li>
          <li>Le lendemain, un mot pour remercier.</li>
          <li>
            Ce que vous avez fait pour les trouver se note aussi :{' '}
            <a href={at.url(TRIALS_PATH)}>ce que nous avons essayé</a>.
          </li>
        </ol>
        <p>
          Déjà dans un tableur ? Donnez aux colonnes ces titres, elles seront reconnues : Prénom, Nom, N° de téléphone,
          Départ, Arrivée, Jours, Heure départ, Heure retour. Le guide dit comment le reprendre :{' '}
          <a href={at.root('/aide/territoire/ouvrir')}>Ouvrir : la première soirée</a>.
        </p>
      </section>
    </>
  ),
};
