import type { Planted } from '#test/web/canaries.ts';
import { MATRIX } from '#test/web/matrix-lines.ts';

/** A page as a test asks for it. */
export interface TestPage {
  readonly route: string;
  readonly path: string;
  /** Belongs to the team: needs someone signed in, but for signing in itself. */
  readonly desk: boolean;
}

/** Every GET route of the router, with its parameters filled from a planted territory; some answer something else than a page. */
export const pagesOf = (planted: Planted): readonly TestPage[] =>
  Object.entries(MATRIX)
    .filter(([route]) => route.startsWith('GET '))
    .map(([route, line]) => {
      const pattern = route.slice('GET '.length);
      const path = pattern.startsWith('/:territoire')
        ? `/${planted.slug}${line.path ? line.path(planted) : pattern.slice('/:territoire'.length)}`
        : pattern;
      return { route, path, desk: path.includes('/equipe') && !/\/connexion|\/equipe\/secours/u.test(path) };
    });
