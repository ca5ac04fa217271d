/**
 * A class, which ArkTS lets nobody implement: an object of its type has to be written out.
 *
 * @since 10
 */
export default class ApplicationStateChangeCallback {
  onApplicationForeground(): void;
  onApplicationBackground(): void;
}
