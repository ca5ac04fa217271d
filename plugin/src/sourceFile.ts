/** The names of files that may hold an app's code. */
export const SOURCE: RegExp = /\.(?:[cm]?[jt]sx?|vue)$/;
