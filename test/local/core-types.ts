// The shapes that cross between the host and the programming model of `@azure/functions`. The model is JavaScript
// that we load from the bundle; these are the fields both sides rely on, and no more.

export type LogLevel = "trace" | "debug" | "information" | "warning" | "error" | "critical" | "none";
export type LogCategory = "user" | "system" | "customMetric";

type Binding = {
  readonly type?: string;
  readonly direction?: string;
  readonly authLevel?: string;
  readonly methods?: readonly string[];
  readonly route?: string;
  readonly queueName?: string;
  readonly connection?: string;
};

export type FunctionMetadata = {
  readonly name: string;
  readonly functionId?: string;
  readonly bindings: Readonly<Record<string, Binding>>;
};

export type FunctionCallback = (...args: unknown[]) => unknown;

export type RegisteredFunction = {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
};

/** A text that may be absent; the RPC form of a map entry. */
export type Nullable<T> = { readonly value?: T | null };

export type RpcCookie = {
  readonly name: string;
  readonly value: string;
  readonly domain?: Nullable<string> | undefined;
  readonly path?: Nullable<string> | undefined;
  readonly expires?: Nullable<{ readonly seconds?: number }> | undefined;
  readonly secure?: Nullable<boolean> | undefined;
  readonly httpOnly?: Nullable<boolean> | undefined;
  readonly sameSite?: "none" | "lax" | "strict" | "explicitNone";
  /** Seconds. */
  readonly maxAge?: Nullable<number> | undefined;
};

export type RpcHttp = {
  readonly method?: string;
  readonly url?: string;
  readonly nullableHeaders?: Readonly<Record<string, Nullable<string>>>;
  readonly nullableParams?: Readonly<Record<string, Nullable<string>>>;
  readonly nullableQuery?: Readonly<Record<string, Nullable<string>>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly RpcCookie[];
};

export type TypedData = {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: RpcHttp;
};

export type RpcParameter = { readonly name: string; readonly data: TypedData };

export type TraceContext = { readonly traceParent: string; readonly traceState?: string };

export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly invocationId: string;
    readonly functionId: string;
    readonly inputData: readonly RpcParameter[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
    readonly traceContext: TraceContext | null;
    readonly retryContext: null;
  };
  state: "preInvocationHooks" | "invocation" | "postInvocationHooks" | undefined;
  readonly log: (level: LogLevel, category: LogCategory, message: string) => void;
};

export type InvocationResponse = {
  readonly returnValue?: TypedData | null;
  readonly outputData?: readonly { readonly name: string; readonly data?: TypedData | null }[];
};

type InvocationModel = {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
};

export type ProgrammingModel = {
  readonly name: string;
  readonly version: string;
  getCapabilities(defaults: Record<string, string>): Promise<Readonly<Record<string, string>>>;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
};
