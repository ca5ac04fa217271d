/** What is needed of PostCSS's root. */
export interface StyleSheet {
  walkDecls(each: (declaration: Declaration) => void): void;
}

export interface Declaration {
  prop: string;
  value: string | undefined;
  /** Where it stands in the text that PostCSS was given. */
  source?: { input: { css: string; from: string }; start?: { offset: number }; end?: { offset: number } };
  remove(): void;
}
