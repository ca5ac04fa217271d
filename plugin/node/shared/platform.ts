/** Node's name for this system. */
export const PLATFORM = 'openharmony';
