/** A text pasted into a field is cut by the browser, without a word, where the field ends: here is the word. */
export const sayCutPastes = (): void => {
  document.addEventListener('paste', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || field.maxLength < 0) return;
    const pasted = event.clipboardData ? event.clipboardData.getData('text') : '';
    const kept = field.value.length - (field.selectionEnd - field.selectionStart);
    const room = field.maxLength - kept;
    const next = field.nextElementSibling;
    let said = next instanceof HTMLElement && next.className === 'cut late' ? next : null;
    if (pasted.length <= room) {
      if (said) said.textContent = '';
      return;
    }
    if (!said) {
      said = document.createElement('p');
      said.className = 'cut late';
      said.setAttribute('role', 'status');
      field.insertAdjacentElement('afterend', said);
    }
    said.textContent = `Le texte collé est trop long : il est coupé à ${field.maxLength} signes. Relisez la fin.`;
  });
};
