// The group of functions for services on the local network, in a build that has them of this package.
export * from '../../library/src/main/ets/wechat/network/localServices.ets';

/** Whether it is this package's. */
export const isProvided = true as boolean;
