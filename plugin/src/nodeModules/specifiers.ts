const IMPORT =
  /\b(?:from|import|\w*[rR]equire\w*)\s*\(?\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)*(['"])([^'"\n]+)\1/g;

/** What a module's text imports or requires. Comments count too: that leads to a look too many, and to nothing else. */
export function specifiersIn(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, , specifier = '']) => specifier);
}
