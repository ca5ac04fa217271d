/**
 * The part of this module that the project uses.
 *
 * @since 9
 */
declare namespace webview {
  type WebMessage = ArrayBuffer | string;

  interface WebMessagePort {
    close(): void;
    postMessageEvent(message: WebMessage): void;
    onMessageEvent(callback: (result: WebMessage) => void): void;
  }

  class WebviewController {
    /**
     * @param isExtentionType whether the ports take more types of messages; false when absent
     * @returns two ports, each the other's end
     */
    createWebMessagePorts(isExtentionType?: boolean): Array<WebMessagePort>;
    /**
     * Posts the message and the ports to the page's main frame.
     *
     * @param uri the origin that the page must have; `*` for any
     */
    postMessage(name: string, ports: Array<WebMessagePort>, uri: string): void;
  }
}

export default webview;
