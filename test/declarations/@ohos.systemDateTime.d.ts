/**
 * The part of this module that the project uses.
 *
 * @since 8
 */
declare namespace systemDateTime {
  /** @since 10 */
  enum TimeType {
    /** Since the device was started, its sleep included. */
    STARTUP = 0,
    /** The same without its sleep. */
    ACTIVE = 1
  }

  /**
   * Milliseconds, or nanoseconds if that is asked for. No change of the clock touches them.
   *
   * @since 10
   */
  function getUptime(timeType: TimeType, isNanoseconds?: boolean): number;
}

export default systemDateTime;
