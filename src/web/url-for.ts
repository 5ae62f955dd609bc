import type { Territory } from '#src/territory/territory.ts';

type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

const queryString = (query: Query): string => {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const item of value) parameters.append(key, item);
    else parameters.append(key, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
};

/** Makes every link of the service: `urlFor(territory, '/trajets', { depart: '46042' })` is `/lot/trajets?depart=46042`. */
export interface UrlFor {
  /** A page of a territory ('' = its home), or of the instance when the territory is null. */
  (territory: Pick<Territory, 'slug'> | null, page: string, query?: Query): string;
  /** The same with scheme and host, for what is printed or sent. */
  absolute(territory: Pick<Territory, 'slug'> | null, page: string, query?: Query): string;
}

/**
 * @param publicUrl where people reach the service, without a final slash; its path is the prefix of every link.
 */
export const createUrlFor = (publicUrl: string): UrlFor => {
  const { origin, pathname } = new URL(publicUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const path = (territory: Pick<Territory, 'slug'> | null, page: string, query: Query = {}): string =>
    `${prefix}${territory ? `/${territory.slug}` : ''}${page}${queryString(query)}` || '/';
  return Object.assign(path, {
    absolute: (territory: Pick<Territory, 'slug'> | null, page: string, query: Query = {}) =>
      origin + path(territory, page, query),
  });
};
