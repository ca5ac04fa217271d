/*
 * The part of the shell `@hybrid/web-container` (2.0.0-rc.9) that the documentation uses. These types stand in TypeScript
 * files there, not in ArkTS.
 */
import common from '@ohos.app.ability.common';
import webview from '@ohos.web.webview';
import window from '@ohos.window';

export interface InjectObject {
  [propName: string]: <T extends Object>(options?: any) => void | Promise<T> | Object;
}

export interface InjectObjectController {
  onCreate: (indexHtmlPath: string, uiAbilityContext: common.UIAbilityContext) => InjectObject;
  onDestroy: (uiAbilityContext: common.UIAbilityContext) => void;
}

export interface TaroHybridManagerOptions {
  uiAbilityContext: common.UIAbilityContext;
  windowClass: window.Window;
  injectObjectController?: () => InjectObjectController;
}

export class TaroHybridManager {
  static init(options: TaroHybridManagerOptions): void;
  /** Calls back once, when the page has been loaded. */
  static getWebController(index: string, callback: (value: webview.WebviewController) => void): void;
}
