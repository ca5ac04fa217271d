/** Stands in for `@ohos.systemDateTime` on Node. */
const systemDateTime = {
  TimeType: { STARTUP: 0, ACTIVE: 1 },
  getUptime: (_timeType: number, isNanoseconds = false): number =>
    Math.floor(performance.now() * (isNanoseconds ? 1e6 : 1))
};

export default systemDateTime;
