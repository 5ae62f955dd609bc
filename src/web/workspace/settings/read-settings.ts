import { formatPhone, parsePhone } from '#src/people/phone.ts';
import { isReadableAccent } from '#src/territory/accent.ts';
import { describeHours, formatDayHours, type OpenInterval } from '#src/territory/opening-hours.ts';
import { readDayHours } from '#src/territory/read-opening-hours.ts';
import type { Territory } from '#src/territory/territory.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { versionIn } from '#src/web/read-form.ts';

/** The form of the settings, filled from the territory. */
export const typedSettings = (territory: Territory): Typed => ({
  name: territory.name,
  phone: formatPhone(territory.phone),
  ...Object.fromEntries(territory.hours.map((day, index) => [`heures_${index + 1}`, formatDayHours(day)])),
  answerDays: String(territory.answerDays),
  email: territory.email ?? '',
  controller: territory.controller,
  welcome: territory.welcome,
  accent: territory.accent,
  direct: String(territory.bands.direct),
  small: String(territory.bands.small),
  large: String(territory.bands.large),
  tolerance: String(territory.tolerance),
  version: String(territory.version),
});

const minutes = (text: string): number | undefined => (/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : undefined);

type ReadSettings =
  { readonly kind: 'read'; readonly wanted: Territory } | { readonly kind: 'refused'; readonly errors: FormErrors };

/** The territory as the form wants it, over the version it was drawn from. */
export const readSettings = (form: Typed, territory: Territory): ReadSettings => {
  const text = (name: string): string => typed(form, name).trim();
  const errors: Record<string, string> = {};
  const phone = parsePhone(text('phone'));
  const [direct, small, large, tolerance] = ['direct', 'small', 'large', 'tolerance'].map((name) =>
    minutes(text(name)),
  );
  if (text('name') === '') errors['name'] = 'Écrivez le nom du service.';
  if (!phone) errors['phone'] = 'Ce numéro n’est pas complet. Écrivez-le avec ses dix chiffres.';
  const hours = WEEKDAY_NAMES.map((_, index): readonly OpenInterval[] => {
    const day = readDayHours(text(`heures_${index + 1}`));
    if (day.kind === 'refused') errors[`heures_${index + 1}`] = day.reason;
    return day.kind === 'read' ? day.value : [];
  });
  if (hours.every((day) => day.length === 0) && errors['heures_1'] === undefined)
    errors['heures_1'] = 'Écrivez au moins un jour où quelqu’un répond.';
  const answerDays = minutes(text('answerDays'));
  if (answerDays === undefined || answerDays < 1 || answerDays > 30)
    errors['answerDays'] = 'Écrivez un nombre de jours, par exemple 2.';
  if (text('email') !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text('email')))
    errors['email'] = 'Cette adresse n’est pas complète : il y manque peut-être le @ ou la fin.';
  if (text('controller') === '') errors['controller'] = 'Écrivez qui répond des données : la loi le demande.';
  if (!isReadableAccent(text('accent')))
    errors['accent'] =
      'Cette couleur n’est pas lisible sur du blanc. Choisissez-en une plus foncée, par exemple #1d5c63.';
  for (const [name, value] of Object.entries({ direct, small, large, tolerance })) {
    if (value === undefined) errors[name] = 'Écrivez un nombre de minutes, par exemple 15.';
  }
  if (direct !== undefined && small !== undefined && large !== undefined && !(direct <= small && small <= large)) {
    errors['small'] = 'Les trois détours vont en grandissant : direct, puis petit, puis grand.';
  }
  if (
    Object.keys(errors).length > 0 ||
    !phone ||
    direct === undefined ||
    small === undefined ||
    large === undefined ||
    tolerance === undefined ||
    answerDays === undefined
  ) {
    return { kind: 'refused', errors };
  }
  const wanted: Territory = {
    ...territory,
    name: text('name'),
    phone: phone.number,
    phoneHours: describeHours(hours),
    hours,
    answerDays,
    email: text('email') === '' ? null : text('email'),
    controller: text('controller'),
    welcome: text('welcome'),
    accent: text('accent').toLowerCase(),
    bands: { direct, small, large },
    tolerance,
    version: versionIn(form),
  };
  return { kind: 'read', wanted };
};
