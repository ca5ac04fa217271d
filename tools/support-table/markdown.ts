/** A table as Taro's documentation has them; prettier aligns it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], align = '---'): string {
  return [head, head.map(() => align), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table's cell that is code: a bar would end the cell. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
