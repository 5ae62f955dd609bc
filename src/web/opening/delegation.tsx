import type { OpeningPaper } from '#src/web/opening/opening-paper.ts';
import { Signatures, ToFill } from '#src/web/opening/words.tsx';

/** Who runs the service in whose name, on one sheet: what stops with a departure is written before it. */
export const delegation: OpeningPaper = {
  path: 'delegation',
  title: 'La lettre de délégation',
  what: 'qui tient le service, au nom de qui, jusqu’où ; à refaire quand la personne change',
  paper: 'document',
  draw: (at) => (
    <>
      <p class="no-print">Ce qui est entre crochets est à écrire par vous. Faites-la relire par votre secrétariat.</p>
      <p>{at.territory.controller}</p>
      <p>
        Je, soussigné ou soussignée <ToFill>nom, fonction</ToFill>, confie à <ToFill>nom</ToFill> la coordination du
        service <strong>{at.territory.name}</strong>, du <ToFill>date</ToFill> au <ToFill>date</ToFill>.
      </p>
      <h2>Cette personne peut, sans demander</h2>
      <ul>
        <li>répondre au téléphone, noter les demandes, appeler les conductrices et les conducteurs ;</li>
        <li>accueillir ou refuser une inscription, et dire pourquoi à la personne ;</li>
        <li>ajouter et retirer les membres de l’équipe, choisir les réglages du site ;</li>
        <li>imprimer et poser les affiches, écrire au bulletin municipal.</li>
      </ul>
      <h2>Elle demande d’abord, pour</h2>
      <ul>
        <li>
          une dépense de plus de <ToFill>montant</ToFill> ;
        </li>
        <li>changer la charte ou les conditions d’utilisation ;</li>
        <li>parler à la presse ; passer un accord avec un territoire voisin ou une entreprise ;</li>
        <li>suspendre ou fermer le service.</li>
      </ul>
      <h2>Elle s’engage à</h2>
      <ul>
        <li>n’utiliser les informations des personnes que pour le service, et ne les montrer qu’à l’équipe ;</li>
        <li>garder son mot de passe pour elle seule, fermer sa session, déchirer les feuilles une fois reportées ;</li>
        <li>
          dire le jour même qu’une feuille, un téléphone ou un mot de passe est perdu : la structure a 72 heures pour
          prévenir la CNIL si des personnes peuvent en souffrir (RGPD, article 33) ;
        </li>
        <li>rendre, le jour de son départ, les papiers, la clé et les accès.</li>
      </ul>
      <h2>La structure s’engage à</h2>
      <ul>
        <li>
          lui donner le temps nécessaire : <ToFill>heures par semaine</ToFill>, une ligne de téléphone, un répondeur ;
        </li>
        <li>
          désigner qui la remplace en son absence : <ToFill>nom</ToFill> ;
        </li>
        <li>assurer les bénévoles du service, et rembourser leurs frais s’il y en a.</li>
      </ul>
      <p>Le service ne traite aucune urgence : 15 ou 112.</p>
      <Signatures names={['Pour la structure', 'La personne qui coordonne', 'La personne qui remplace']} />
    </>
  ),
};
