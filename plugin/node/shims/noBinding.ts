/** What `node-gyp-build` finds of serialport's native code: nothing, which serialport itself says where it is used. */
export default (): object => ({});
