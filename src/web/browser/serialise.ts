/** A form as a browser would post it, its buttons apart: FormData cannot be read by browsers of 2017. */
export const serialise = (form: HTMLFormElement): string => {
  const parts: string[] = [];
  for (let n = 0; n < form.elements.length; n += 1) {
    const field = form.elements[n] as HTMLInputElement;
    const { name, type } = field;
    if (name === '' || name === undefined || field.disabled || type === 'submit' || type === 'button') continue;
    if ((type === 'radio' || type === 'checkbox') && !field.checked) continue;
    parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(field.value)}`);
  }
  return parts.join('&');
};
