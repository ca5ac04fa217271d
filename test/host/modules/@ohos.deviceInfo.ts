/** Stands in for `@ohos.deviceInfo` on Node; where the system knows no name it has an empty text. */
const deviceInfo = { marketName: 'Mate Test', productModel: 'TST-AL00' };

export default deviceInfo;
