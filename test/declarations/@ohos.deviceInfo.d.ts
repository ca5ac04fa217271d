/**
 * The part of this module that the project uses; none of it needs a permission.
 *
 * @since 6
 */
declare namespace deviceInfo {
  /** The model as people know it. */
  const marketName: string;
  /** The model as its maker numbers it. */
  const productModel: string;
  /** Name and version of the system. */
  const osFullName: string;
  /** The API level. */
  const sdkApiVersion: number;
}

export default deviceInfo;
