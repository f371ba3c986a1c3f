// A foedselsnummer or D-nummer that refuses to be printed: interpolation, JSON and console all show a label.

const INSPISERT = Symbol.for("nodejs.util.inspect.custom");

export class Personidentifikator {
  readonly #nummer: string;

  private constructor(nummer: string) {
    this.#nummer = nummer;
  }

  /** Eleven digits; check digits and the kinds an environment accepts are judged where the number comes in. */
  static av(tekst: string): Personidentifikator | undefined {
    return /^[0-9]{11}$/.test(tekst) ? new Personidentifikator(tekst) : undefined;
  }

  /** The number itself. Only adapters call this, to send it or to hash it; it never goes into a text. */
  reveal(): string {
    return this.#nummer;
  }

  erLik(annen: Personidentifikator): boolean {
    return this.#nummer === annen.#nummer;
  }

  toString(): string {
    return "[personidentifikator]";
  }

  toJSON(): string {
    return "[personidentifikator]";
  }

  [INSPISERT](): string {
    return "[personidentifikator]";
  }
}
