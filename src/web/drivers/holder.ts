import type { Child } from 'hono/jsx';
import type { Actor } from '#src/people/person-tools.ts';
import type { Driver } from '#src/people/person.ts';
import type { Ctx } from '#src/web/context.ts';

/** Whose trips, who acts on them, and how their pages look: a driver by their link, or the team for a driver. */
export interface Holder {
  readonly driver: Driver;
  readonly by: Actor;
  /** Their page, without the slug: '/lien/...', '/equipe/conducteurs/...'. */
  readonly base: string;
  readonly frame: (title: string, children: Child) => Child;
  readonly form: (action: string, children: Child) => Child;
}

/** A page instead, when nobody may act. */
export type FindHolder = (c: Ctx) => Promise<Holder | Response>;

/** What was just done, in words, from `?fait=` of the holder's page. */
export const DONE_WORDS: Readonly<Record<string, string>> = {
  ajout: 'Le trajet est ajouté.',
  deja: 'Ce trajet était déjà dans la liste : rien n’a été ajouté.',
  change: 'Le trajet est changé.',
  pause: 'Le trajet est en pause : il n’est plus montré.',
  reprise: 'Le trajet a repris.',
  arret: 'Le trajet est arrêté : il n’est plus proposé.',
  absence: 'Les jours sans trajet sont notés.',
  accord: 'Merci : vos trajets restent proposés.',
  expres: 'C’est noté : l’équipe sait quand demander de conduire exprès.',
  'expres-pause': 'C’est en pause : personne n’est appelé pour conduire exprès.',
  'expres-reprise': 'La pause est finie.',
  'expres-arret': 'C’est noté : plus de trajet exprès. Ces réponses sont effacées.',
  consentement: 'Vos réponses sont notées. Elles comptent dès maintenant.',
  coordonnees: 'Les coordonnées sont changées.',
};
