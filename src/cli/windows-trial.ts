import { isSea } from 'node:sea';

/** The file for Windows, opened by a double click on the mairie's computer: a try, which nobody else sees. */
export const isWindowsTrial = (platform: NodeJS.Platform = process.platform, single = isSea()): boolean =>
  single && platform === 'win32';

/** Listens to this computer alone, unless it is told otherwise: no firewall asks, and nothing leaves. */
export const trialEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ HOST: '127.0.0.1', ...env });

/** Said once it is open, in the window that must stay open. */
export const describeTrial = (port: number): string => `
  Essai : rien n’est visible d’internet. Lotocar répond sur cet ordinateur seulement : http://localhost:${port}
  Laissez cette fenêtre ouverte ; la fermer ferme Lotocar. Ce que vous préparez reste dans le dossier « donnees », à côté du fichier.
  Pour l’ouvrir à tous : exportez le territoire (« Réglages », « Tout emporter »), et ouvrez-le chez un hébergeur.
`;
