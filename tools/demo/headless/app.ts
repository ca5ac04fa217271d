import { AppStorage, installArkUi } from './arkUi.ts';
import { onReplace } from './modules/@ohos.router.ts';
import { placeholder } from './placeholder.ts';
import { Screen } from './screen.ts';
import type { Bundle, TaroPage } from './taro.ts';
import { until } from './until.ts';

/** Taro's page with the tab bar, which shows the pages that are in it, at first the one that is stored. */
const TAB_BAR = 'taro_tabbar';
const ENTRY_PAGE = '__TARO_ENTRY_PAGE_PATH';

interface OpenPage {
  name: string;
  page: TaroPage;
  /** Stands in for the ArkUI struct that shows the page. */
  host: object;
  /** Present once the page is rendered. */
  screen?: Screen;
}

/** The built app, running without a screen: its parts are called in the order in which the system calls them. */
export class App {
  private readonly bundle: Bundle;
  private current: OpenPage | undefined;

  private constructor(bundle: Bundle) {
    this.bundle = bundle;
  }

  /**
   * Starts the app on its first page.
   *
   * @param url of the module that `bundleOutput` made
   */
  static async launch(url: string): Promise<App> {
    installArkUi();
    const bundle = (await import(url)) as Bundle;
    const app = new App(bundle);
    onReplace(({ url: name }) => app.show(name));
    const ability = new bundle.EntryAbility();
    ability.onCreate({}, {});
    ability.onWindowStageCreate({
      loadContent: (name, done) => {
        app.open(name === TAB_BAR ? String(AppStorage.get(ENTRY_PAGE)) : name);
        done({ code: 0 });
      },
      getMainWindowSync: placeholder
    });
    ability.onForeground();
    return app;
  }

  /** The page that is shown, as the app's configuration has it. */
  get shown(): string | undefined {
    return this.current?.name;
  }

  /**
   * Waits until the page is rendered.
   *
   * @param name as the app's configuration has it: `pages/udp/index`
   */
  async page(name: string): Promise<Screen> {
    const screen = await until(() => (this.current?.name === name ? this.current.screen : undefined));
    if (screen === undefined) throw new Error(`the page ${name} does not appear`);
    return screen;
  }

  /** Shows another page in place of the one that is shown. */
  show(name: string): void {
    this.leave();
    this.open(name);
  }

  /** Unloads the page that is shown. */
  leave(): void {
    if (this.current === undefined) return;
    const { page, host } = this.current;
    this.current = undefined;
    page.onHide.call(host);
    page.onUnload.call(host);
  }

  private open(name: string): void {
    const createPage = this.bundle.pages[name];
    if (createPage === undefined) throw new Error(`the app has no page ${name}`);
    const opened: OpenPage = { name, page: createPage(), host: {} };
    this.current = opened;
    opened.page.onLoad.call(opened.host, {}, (root) => {
      opened.screen = new Screen(root, this.bundle);
    });
    opened.page.onReady.call(opened.host, {});
    opened.page.onShow.call(opened.host);
  }
}
