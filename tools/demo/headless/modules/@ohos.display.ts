/** The screen of a phone; Taro turns lengths into fractions of it. */
const display = {
  width: 1080,
  height: 2340,
  densityPixels: 3,
  getCutoutInfo: (answer: (error: null, info: object) => void) => answer(null, {})
};

export default { getDefaultDisplaySync: () => display };
