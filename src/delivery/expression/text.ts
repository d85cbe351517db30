/** A piece of a text that gets its value at deployment: the account, a parameter, the name that CloudFormation makes for a resource. */
export interface Variable {
  /** Two variables with the same name have the same value. */
  readonly name: string;

  /**
   * What values it can have. A `word` holds no colon, such as a Region. An `own` name is a word without a slash that CloudFormation makes for one
   * resource, and different from every other own name. Of `any` nothing is known.
   */
  readonly kind: 'word' | 'own' | 'any';
}

/** A text that is partly known at synth: known pieces and variables, no two known pieces in a row. */
export type Text = readonly (string | Variable)[];

/** Puts pieces together. */
export function text(...pieces: (string | Variable | Text)[]): Text {
  const result: (string | Variable)[] = [];
  const add = (piece: string | Variable) => {
    const last = result.length - 1;
    if (typeof piece !== 'string') {
      result.push(piece);
    } else if (typeof result[last] === 'string') {
      result[last] += piece;
    } else if (piece !== '') {
      result.push(piece);
    }
  };
  // Not flattened first: this is called more often than anything else here.
  for (const piece of pieces) {
    if (Array.isArray(piece)) piece.forEach(add);
    else add(piece as string | Variable);
  }
  return result;
}

/** The text if nothing of it is variable. */
export function literal(value: Text): string | undefined {
  if (value.length === 0) return '';
  return value.length === 1 && typeof value[0] === 'string' ? value[0] : undefined;
}

/** For people, and as a key: two texts that print alike are alike. */
export function print(value: Text): string {
  return value.map((piece) => (typeof piece === 'string' ? piece : `\${${piece.name}}`)).join('');
}

/** How many characters and variables it has. */
export function lengthOf(value: Text): number {
  return value.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 1), 0);
}

/** The pieces between colons; undefined where a variable may hold colons. */
export function segments(value: Text): Text[] | undefined {
  if (value.some((piece) => typeof piece !== 'string' && piece.kind === 'any')) {
    return undefined;
  }
  const result: Text[] = [[]];
  for (const piece of value) {
    const [first, ...rest] = typeof piece === 'string' ? piece.split(':') : [piece];
    result[result.length - 1] = text(result[result.length - 1], first);
    for (const word of rest) result.push(text(word));
  }
  return result;
}

/** Known pieces in lower case, where case does not count. */
export function lowerCase(value: Text): Text {
  return value.map((piece) => (typeof piece === 'string' ? piece.toLowerCase() : piece));
}
