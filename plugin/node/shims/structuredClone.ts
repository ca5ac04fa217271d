import ponyfill from '@ungap/structured-clone';

/** The runtime's own where it has one. */
export default typeof structuredClone === 'undefined' ? ponyfill : structuredClone;
