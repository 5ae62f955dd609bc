/** Finds people by the digits of their number, or by their name as heard. */
export const SearchBox = ({ action, text }: { action: string; text: string }) => (
  <form method="get" action={action} role="search" class="field-row">
    <div class="field">
      <label for="champ-q">Chercher une personne</label>
      <p class="hint" id="champ-q-aide">
        Les chiffres du numéro, ou le nom comme on l’entend.
      </p>
      <input type="search" id="champ-q" name="q" value={text} maxlength={80} aria-describedby="champ-q-aide" />
    </div>
    <p class="actions">
      <button type="submit" class="second">
        Chercher
      </button>
    </p>
  </form>
);
