/** Whole numbers of 32 bits, one after another, as many as come: an array of objects would take ten times the room. */
export class GrowingColumn {
  #numbers = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const wider = new Int32Array(Math.ceil(this.#length * 1.5));
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#numbers[index] as number;
  }

  set(index: number, number: number): void {
    this.#numbers[index] = number;
  }

  /** The numbers alone, without the room kept for more. */
  toArray(): Int32Array {
    return this.#numbers.slice(0, this.#length);
  }
}
