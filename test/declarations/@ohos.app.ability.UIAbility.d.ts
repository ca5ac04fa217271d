import common from '@ohos.app.ability.common';
import window from '@ohos.window';

/**
 * The part of this module that the project uses.
 *
 * @since 9
 */
declare class UIAbility {
  context: common.UIAbilityContext;
  onWindowStageCreate(windowStage: window.WindowStage): void;
}

export default UIAbility;
