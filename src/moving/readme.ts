import type { Sheet } from '#src/moving/sheets-of-territory.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';

/** What is in the archive, for whoever opens it in ten years. */
export const readmeOf = (territory: Territory, sheets: readonly Sheet[], now: Temporal.Instant): string => {
  const { date } = localMoment(now, territory.zone);
  return `${territory.name}
Tout ce que Lotocar garde de ce territoire, le ${formatDate(date, date)} ${date.slice(0, 4)}.

CE DOSSIER CONTIENT DES DONNÉES PERSONNELLES : des noms, des numéros, des adresses.
Gardez-le comme vous gardez les dossiers de votre structure, ne l'envoyez pas par e-mail,
et effacez-le quand il ne sert plus.
En répond : ${territory.controller}

tableaux/  Pour les personnes. Chaque fichier s'ouvre dans un tableur (LibreOffice, Excel).
${sheets.map(({ name, title }) => `  ${name.padEnd(16)} ${title}`).join('\n')}
  Les trois premiers se reprennent aussi tels quels : lotocar import FICHIER --territory ADRESSE

donnees/   Pour un autre Lotocar : toutes les lignes, table par table (JSON, UTF-8).
manifeste.json dit de quelle version elles viennent et combien il y en a.

Pour ouvrir ce territoire ailleurs, tel qu'il est ici :
  lotocar import territory CE-FICHIER.zip

Ne sont pas dans ce dossier : les mots de passe (chaque membre en reçoit un nouveau : lotocar member reset IDENTIFIANT),
les routes et les horaires des cars et des trains (ils s'importent de nouveau, page Réglages), les accords avec les territoires voisins.
Les codes dits au téléphone ne valent plus ailleurs : l'équipe en donne un nouveau.
Les messages qui attendaient de partir y sont, marqués « envoi incertain » : rien ne partira deux fois.
`;
};
