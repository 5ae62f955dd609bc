// node tools/first-evening.ts URL CODE: what a newcomer does on the pages of an empty service, until a trip is found. Says the time of
// each step.
import { launchBrowser } from '#test/browser/browser.ts';
import { spendFirstEvening } from '#test/installed/first-evening.ts';

const [url, code] = process.argv.slice(2);
if (url === undefined || code === undefined) throw new Error('first-evening URL CODE');

const browser = await launchBrowser();
let current: { readonly name: string; readonly since: bigint } | undefined;
const close = (): void => {
  if (current === undefined) return;
  const seconds = Number(process.hrtime.bigint() - current.since) / 1e9;
  process.stdout.write(`    ${current.name} : ${seconds.toFixed(1)} s\n`);
};
try {
  await spendFirstEvening({
    browser,
    url,
    code,
    step(name) {
      close();
      current = { name, since: process.hrtime.bigint() };
    },
  });
  close();
} catch (error) {
  process.stdout.write(`    ${current?.name ?? 'rien'} : ÉCHEC\n`);
  throw error;
} finally {
  await browser.close();
}
