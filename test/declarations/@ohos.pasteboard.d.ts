/**
 * The part of this module that the project uses.
 *
 * @since 6
 */
declare namespace pasteboard {
  /** @since 7 */
  const MIMETYPE_TEXT_PLAIN: string;

  /** @since 9 */
  function createData(mimeType: string, value: string): PasteData;
  function getSystemPasteboard(): SystemPasteboard;

  export interface PasteData {
    /** @since 7 */
    getRecordCount(): number;
  }

  export interface SystemPasteboard {
    /**
     * Needs no permission, other than reading.
     *
     * @since 9
     */
    setData(data: PasteData): Promise<void>;
  }
}

export default pasteboard;
