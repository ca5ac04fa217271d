import type ApplicationStateChangeCallback from '@ohos.app.ability.ApplicationStateChangeCallback';

/**
 * The part of this module that the project uses.
 *
 * @since 9
 */
declare namespace common {
  interface Context {
    getApplicationContext(): ApplicationContext;
  }

  interface ApplicationContext {
    /** @since 10 */
    on(type: 'applicationStateChange', callback: ApplicationStateChangeCallback): void;
    /** @since 10 */
    off(type: 'applicationStateChange', callback?: ApplicationStateChangeCallback): void;
  }

  interface UIAbilityContext extends Context {}
}

export default common;
