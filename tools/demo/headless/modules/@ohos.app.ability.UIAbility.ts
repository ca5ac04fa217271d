import { placeholder } from '../placeholder.ts';

/** The base class of the generated app. */
export default class UIAbility {
  context = placeholder();
}
