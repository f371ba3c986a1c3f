import type { RpcParameter } from "./core-types.ts";

/** .NET's way of saying that a moment has not been: the first one a DateTime can hold. */
const NEVER = "0001-01-01T00:00:00";

/**
 * The input of a timer that was fired by hand. The local host keeps no schedule, so it knows neither the last
 * regular firing nor the next one and says so with the empty DateTime instead of inventing them.
 */
export function timerInput(bindingName: string): RpcParameter {
  const timer = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: NEVER, Next: NEVER, LastUpdated: NEVER },
    IsPastDue: false,
  };
  return { name: bindingName, data: { json: JSON.stringify(timer) } };
}
