import { randomUUID } from "node:crypto";
import type {
  CoreInvocationContext,
  InvocationResponse,
  ProgrammingModel,
  RpcParameter,
  TraceContext,
  TypedData,
} from "./core-types.ts";
import type { Hooks } from "./hooks.ts";
import { withReadOnly } from "./hooks.ts";
import type { HostFunction } from "./host-function.ts";
import type { LogEntry, Logger } from "./log.ts";
import { errorType } from "./log.ts";

/** A loaded bundle: its programming model, its hooks and what they share. */
export type App = {
  readonly model: ProgrammingModel;
  readonly hooks: Hooks;
  readonly appHookData: object;
  readonly log: Logger;
};

/** Runs one invocation through the bundle's own programming model. Rejects with what the function threw. */
export async function invoke(
  app: App,
  fn: HostFunction,
  inputData: readonly RpcParameter[],
  traceContext: TraceContext | null,
  triggerMetadata: Readonly<Record<string, TypedData>> = {},
): Promise<InvocationResponse> {
  const invocationId = randomUUID();
  const scope: { hookData: object; invocationContext: unknown } = {
    hookData: {},
    invocationContext: undefined,
  };
  const log = (level: LogEntry["level"], category: LogEntry["category"], message: string): void => {
    app.log({ level, category, message, functionName: fn.name, invocationId }, scope);
  };
  const { metadata } = fn.registered;
  const core: CoreInvocationContext = {
    invocationId,
    metadata,
    request: {
      invocationId,
      functionId: metadata.functionId ?? metadata.name,
      inputData,
      triggerMetadata,
      traceContext,
      retryContext: null,
    },
    state: undefined,
    log,
  };
  const started = performance.now();
  const duration = (): string => `${Math.round(performance.now() - started)} ms`;
  try {
    const response = await runThroughHooks(app, fn, core, scope);
    log("information", "system", `Executed: succeeded, ${duration()}`);
    return response;
  } catch (thrown) {
    log("error", "system", `Executed: failed with ${errorType(thrown)}, ${duration()}`);
    throw thrown;
  }
}

async function runThroughHooks(
  app: App,
  fn: HostFunction,
  core: CoreInvocationContext,
  scope: { readonly hookData: object; invocationContext: unknown },
): Promise<InvocationResponse> {
  const model = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  scope.invocationContext = context;
  const readOnly = { ...scope, appHookData: app.appHookData };

  core.state = "preInvocationHooks";
  const before = withReadOnly({ inputs, functionCallback: fn.registered.callback }, readOnly);
  await app.hooks.run("preInvocation", before);

  core.state = "invocation";
  const after = withReadOnly<{ inputs: unknown[]; result: unknown; error: unknown }>(
    { inputs: before.inputs, result: null, error: null },
    readOnly,
  );
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (thrown) {
    after.error = thrown ?? new Error("the function threw nothing at all");
  }

  core.state = "postInvocationHooks";
  await app.hooks.run("postInvocation", after);
  core.state = undefined;

  // A hook may have cleared or replaced the error.
  if (after.error instanceof Error) throw after.error;
  if (after.error !== null && after.error !== undefined)
    throw new Error("the function threw something that is no Error", { cause: after.error });
  return model.getResponse(context, after.result);
}
