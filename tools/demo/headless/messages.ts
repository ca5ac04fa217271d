import type { TaroElement } from './taro.ts';

/** A page as it stood at some moment. */
export interface Picture {
  name: string;
  root: TaroElement;
}

/** From the app's process, when all pages are unloaded. */
export interface Unloaded {
  /** The UDP port that it had bound. */
  boundPort: number;
  pictures: Picture[];
}
