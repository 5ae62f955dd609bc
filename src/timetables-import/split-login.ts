/** `https://name:password@site/` as an address to show and what is only said to the site. */
export const splitLogin = (text: string): { readonly address: string; readonly login: string | null } => {
  const url = URL.parse(text.trim());
  if (url === null) return { address: text.trim(), login: null };
  if (url.username === '' && url.password === '') return { address: url.href, login: null };
  const login = `${plain(url.username)}:${plain(url.password)}`;
  url.username = '';
  url.password = '';
  return { address: url.href, login };
};

const plain = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};
