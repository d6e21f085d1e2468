/** Something the person at the keyboard can mend: its message says what and how. */
export class Refusal extends Error {}
