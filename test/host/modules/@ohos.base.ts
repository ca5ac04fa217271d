/** Stands in for `@ohos.base` on Node: the module holds types only. */
export default {};
