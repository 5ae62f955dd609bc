/** What one version brought, as its file says it. */
export interface Release {
  /** "0.2.0"; null for what no version has yet. */
  readonly version: string | null;
  /** "0.2.0 – le service de l'hiver". */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

const HEADING = /^## (.+)$/;
const VERSION = /^(\d+\.\d+\.\d+)\b/;

/** The versions of a CHANGELOG, newest first as it is written. */
export const readChangelog = (text: string): readonly Release[] => {
  const releases: { version: string | null; title: string; lines: string[] }[] = [];
  for (const line of text.replaceAll('\r', '').split('\n')) {
    const title = HEADING.exec(line)?.[1]?.trim();
    if (title !== undefined) releases.push({ version: VERSION.exec(title)?.[1] ?? null, title, lines: [] });
    else releases.at(-1)?.lines.push(line);
  }
  return releases.map(({ version, title, lines }) => ({ version, title, body: lines.join('\n').trim() }));
};

/** The changes of a release, one by one, as they are written: Markdown without the mark of the list. */
export const changesOf = ({ body }: Release): readonly string[] => {
  const changes: string[] = [];
  for (const line of body.split('\n')) {
    if (/^[-*] /u.test(line) || changes.length === 0) changes.push(line.replace(/^[-*] /u, ''));
    else changes.push(`${changes.pop() ?? ''}\n${line.trim()}`);
  }
  return changes.map((text) => text.trim()).filter((text) => text !== '');
};

/** "La santé du service", out of "**La santé du service** (« Réglages ») : disque..."; null for a change that has no title. */
export const titleOf = (change: string): string | null => {
  const bold = /^\*\*([^*]+)\*\*/u.exec(change);
  const title = bold?.[1]?.trim().replace(/[.:]$/u, '').trim() ?? '';
  return title === '' || bold?.[0] === change.trim() ? null : title;
};

/** Above zero when `a` is the later one. */
const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a, b].map((one) => one.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Those that came after the one installed, newest first. */
export const laterThan = (releases: readonly Release[], installed: string): readonly Release[] =>
  releases
    .filter(({ version }) => version !== null && compareVersions(version, installed) > 0)
    .toSorted((a, b) => compareVersions(b.version ?? '', a.version ?? ''));
