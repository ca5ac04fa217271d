/** What stands in front of the trace on a replay's standard output. */
export const TRACE_MARK = '@@TRACE ';
