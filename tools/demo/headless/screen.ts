import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Picture } from './messages.ts';
import type { Bundle, TaroElement, TaroInput, TaroNode } from './taro.ts';

/** A row of the app's log as it is shown. */
export interface Row {
  /** `→ 5 bytes to 127.0.0.1:4000`, `← 5 bytes from 127.0.0.1:4000`, `• socket` or `! error` */
  headline: string;
  content: string;
}

/** Reads and works a rendered page by what stands on it, as a person does. */
export class Screen {
  private readonly root: TaroElement;
  private readonly bundle: Bundle;

  constructor(root: TaroElement, bundle: Bundle) {
    this.root = root;
    this.bundle = bundle;
  }

  /** What the socket is doing, as the head of the page says it. */
  get status(): string {
    return this.only((element) => hasClass(element, 'status'), 'a status').textContent;
  }

  /** The log, oldest row first. */
  get log(): Row[] {
    return this.all((element) => hasClass(element, 'entry'))
      .map((entry) => ({ headline: textOf(entry, 'headline'), content: textOf(entry, 'content') }))
      .reverse();
  }

  /** What is shown now, as plain data. */
  picture(name: string): Picture {
    return { name, root: copyOf(this.root) };
  }

  has(label: string): boolean {
    return this.all((element) => isTappable(element) && element.textContent === label).length > 0;
  }

  /** Taps what bears the label. */
  async tap(label: string): Promise<void> {
    const element = this.only((each) => isTappable(each) && each.textContent === label, `"${label}" to tap`);
    if (element._attrs.disabled) throw new Error(`"${label}" cannot be tapped: it is disabled`);
    this.bundle.eventHandler({}, 'click', element);
    await nextTurn();
  }

  /** Types into the input below the label, in place of what stands there. */
  async type(label: string, text: string): Promise<void> {
    const title = this.only(
      (each) => each.nodeName === 'TEXT' && each.textContent === label,
      `a field "${label}"`
    );
    const input = title.parentNode?.childNodes.find((node) => node.nodeName === 'INPUT') as
      TaroInput | undefined;
    if (input === undefined) throw new Error(`"${label}" has no input`);
    if (input.value === text) return;
    // What Taro's own TextInput does when the user has typed.
    input.updateFormWidgetValue(text);
    this.bundle.eventHandler(
      this.bundle.createTaroEvent('input', { detail: { value: text } }, input),
      'input',
      input
    );
    await nextTurn();
  }

  private only(accepts: (element: TaroElement) => boolean, what: string): TaroElement {
    const [element, ...others] = this.all(accepts);
    if (element === undefined) throw new Error(`the page does not show ${what}`);
    if (others.length > 0) throw new Error(`the page shows ${what} more than once`);
    return element;
  }

  private all(accepts: (element: TaroElement) => boolean): TaroElement[] {
    return descendants(this.root).filter(accepts);
  }
}

/** What of a tree is drawn. */
function copyOf(node: TaroNode): TaroElement {
  const { nodeName, textContent } = node;
  const { className = '', value = '' } = node as Partial<TaroInput>;
  const childNodes = node.childNodes.map(copyOf);
  return { nodeName, textContent, className, value, childNodes } as unknown as TaroElement;
}

function descendants(node: TaroNode): TaroElement[] {
  const elements = node.childNodes.filter((child) => child.nodeName !== '#text') as TaroElement[];
  return elements.flatMap((element) => [element, ...descendants(element)]);
}

function isTappable({ nodeName }: TaroElement): boolean {
  return nodeName === 'TEXT' || nodeName === 'BUTTON';
}

function hasClass(element: TaroElement, name: string): boolean {
  return element.className.split(' ').includes(name);
}

function textOf(row: TaroElement, name: string): string {
  return descendants(row).find((element) => hasClass(element, name))?.textContent ?? '';
}
