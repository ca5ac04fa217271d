// A root file of every check: where these names are unknown, each declaration that uses them turns into `any`.

/** Numeric types of ArkTS declarations; at run time all of them are numbers. */
declare type byte = number;
declare type short = number;
declare type int = number;
declare type long = number;
declare type float = number;
declare type double = number;
