/**
 * Puts a row of the table of visual impairment, which stands in one category, into a line of text: `1: 6/18 to
 * 6/60; 20/70 to 20/200`. Source: visualImpairmentType of icd10cm_tabular.xsd, visCategory (heading, value,
 * visRange (heading, visMax, visMin)).
 */
export class VisualImpairmentRow {
  #text = '';
  #ranges = 0;
  /** What parts the next text from the one before. */
  #join = ' ';

  /** Takes the beginning of an element inside the row. */
  begin(element: string): void {
    if (element === 'visRange') {
      this.#join = this.#ranges === 0 ? ': ' : '; ';
      this.#ranges += 1;
    } else if (element === 'visMin' && this.#join === ' ') this.#join = ' to ';
  }

  /** Takes the text of a heading or a value. */
  add(text: string): void {
    if (text === '') return;
    this.#text += this.#text === '' ? text : this.#join + text;
    this.#join = ' ';
  }

  finish(): string {
    return this.#text;
  }
}
