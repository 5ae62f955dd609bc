/**
 * Where the CHANGELOG of the last version stands, from `repository` in package.json: a file that anyone may read, asked for by
 * nothing but its address. null where the project is not published: nobody is asked.
 */
export const changelogAddress = (repository: string | { readonly url?: string } | undefined): string | null => {
  const written = typeof repository === 'string' ? repository : repository?.url;
  const url = URL.parse((written ?? '').replace(/^git\+/, '').replace(/\.git$/, ''));
  if (url?.protocol !== 'https:') return null;
  if (url.hostname === 'github.com') return `https://raw.githubusercontent.com${url.pathname}/HEAD/CHANGELOG.md`;
  if (url.hostname.startsWith('gitlab.')) return `${url.origin}${url.pathname}/-/raw/HEAD/CHANGELOG.md`;
  return null;
};
