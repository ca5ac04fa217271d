/** A node of the tree that Taro builds, as far as the demo reads it. */
export interface TaroNode {
  nodeName: string;
  textContent: string;
  childNodes: TaroNode[];
  parentNode: TaroNode | null;
}

export interface TaroElement extends TaroNode {
  className: string;
  _attrs: { disabled?: boolean };
}

export interface TaroInput extends TaroElement {
  value: string;
  updateFormWidgetValue: (value: string) => void;
}

/** The ArkUI struct in which a page is shown: the page keeps its path in it. */
type PageHost = object;

export interface TaroPage {
  onLoad: (this: PageHost, parameters: object, loaded: (root: TaroElement) => void) => void;
  onReady: (this: PageHost, parameters: object) => void;
  onShow: (this: PageHost) => void;
  onHide: (this: PageHost) => void;
  onUnload: (this: PageHost) => void;
}

interface WindowStage {
  loadContent: (page: string, done: (error: { code: 0 }) => void) => void;
  getMainWindowSync: () => unknown;
}

interface Ability {
  onCreate: (want: object, launchParameters: object) => void;
  onWindowStageCreate: (stage: WindowStage) => void;
  onForeground: () => void;
}

/** What `bundleOutput` takes from the build. */
export interface Bundle {
  EntryAbility: new () => Ability;
  createTaroEvent: (type: string, options: object, node: TaroElement) => object;
  eventHandler: (event: object, type: string, node: TaroElement) => void;
  pages: Record<string, () => TaroPage>;
}
