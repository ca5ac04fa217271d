import { placeholder } from './placeholder.ts';

/** What ArkUI puts into the global scope and Taro's runtime reads; nothing is drawn, so the values do not matter. */
const ARK_UI_NAMES = [
  'BorderStyle',
  'CanvasRenderingContext2D',
  'Curve',
  'FlexAlign',
  'FlexDirection',
  'FlexWrap',
  'FontStyle',
  'FontWeight',
  'GradientDirection',
  'ImageRepeat',
  'ItemAlign',
  'PlayMode',
  'Scroller',
  'SwiperController',
  'TextAlign',
  'TextAreaController',
  'TextDecorationType',
  'TextInputController',
  'TextOverflow',
  'VideoController',
  'Visibility'
];

/** ArkUI's storage for the whole app, as far as Taro uses it. */
export class AppStorage {
  private static readonly values = new Map<string, unknown>();

  static setOrCreate(name: string, value: unknown): void {
    AppStorage.values.set(name, value);
  }

  static get(name: string): unknown {
    return AppStorage.values.get(name);
  }
}

/** Puts into the global scope what a HarmonyOS app finds there. To be called before the app is loaded. */
export function installArkUi(): void {
  const keepLength = (value: number) => value;
  const keepClass = () => undefined;
  const names = Object.fromEntries(ARK_UI_NAMES.map((name) => [name, placeholder()]));
  Object.assign(globalThis, names, {
    AppStorage,
    Observed: keepClass,
    Track: keepClass,
    px2vp: keepLength,
    vp2px: keepLength
  });
}
