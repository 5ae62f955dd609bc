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
