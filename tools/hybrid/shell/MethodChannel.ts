/** A function of the app that pages may call. */
export type AppFunction = (argument?: object) => unknown;

/** What a page's `MethodChannel` sends. */
interface MethodCall {
  call: string;
  arg: { isFun: boolean; properties: unknown; funs: string[]; stubId: number };
}

/** The app's end of the bridge, as the shell has it: finds the function and gives it callable functions for those of the page. */
export class MethodChannel {
  private readonly methods = new Map<string, AppFunction>();
  private readonly runJavaScript: (code: string) => void;

  constructor(runJavaScript: (code: string) => void) {
    this.runJavaScript = runJavaScript;
  }

  /** The first function of a name stays. */
  register(className: string, functions: Readonly<Record<string, AppFunction>>): void {
    for (const [name, method] of Object.entries(functions)) {
      const key = `${className}$${name}`;
      if (!this.methods.has(key)) this.methods.set(key, (argument) => method.call(null, argument));
    }
  }

  /** @returns the JSON that the page gets; undefined where there is no such function */
  call(channelType: string, json: string): string | undefined {
    if (channelType !== 'MethodChannel') return undefined;
    const { call, arg } = JSON.parse(json) as MethodCall;
    const method = this.methods.get(call);
    if (method === undefined) return undefined;
    // JSON has no undefined at its top.
    const result: string | undefined = JSON.stringify(method(this.argumentOf(arg)));
    return result;
  }

  private argumentOf({ isFun, properties, funs, stubId }: MethodCall['arg']): object {
    if (stubId === -1) return properties as object;
    const stub =
      (name: string) =>
      (...args: unknown[]): void => {
        const call = JSON.stringify({ call: name, args, stubId });
        this.runJavaScript(`window.Channel.jsCall('MethodChannel', ${call})`);
      };
    return isFun
      ? stub('')
      : Object.assign(
          { ...(properties as object) },
          Object.fromEntries(funs.map((name) => [name, stub(name)]))
        );
  }
}
