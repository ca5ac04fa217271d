/** Stands in for the native companion where it was not delivered. */
export default undefined;
