import { good, look, type Said } from '#src/doctor/finding.ts';
import { leadsToThisMachine } from '#src/this-machine.ts';

export const judgeAddress = (publicUrl: string): Said => {
  const { protocol } = new URL(publicUrl);
  if (leadsToThisMachine(publicUrl))
    return look(
      'personne d’autre que cette machine n’y arrive. Dites l’adresse du site dans PUBLIC_URL, avec https://.',
    );
  if (protocol !== 'https:')
    return look(
      `${publicUrl} n’est pas en https : mots de passe et liens passent en clair. Mettez Caddy ou nginx devant.`,
    );
  return good(publicUrl);
};
