const NOWHERE = { top: 0, left: 0, width: 0, height: 0 };

/** A window without bars and keyboard. */
const mainWindow = {
  getWindowAvoidArea: () => ({ topRect: NOWHERE, bottomRect: NOWHERE }),
  getWindowProperties: () => ({ windowRect: NOWHERE }),
  on: () => undefined,
  off: () => undefined
};

type Answer = (error: { code: 0 }, window: typeof mainWindow) => void;

export default {
  AvoidAreaType: { TYPE_SYSTEM: 0, TYPE_NAVIGATION_INDICATOR: 4 },
  getLastWindow: (_context: unknown, answer?: Answer) => {
    answer?.({ code: 0 }, mainWindow);
    return Promise.resolve(mainWindow);
  }
};
