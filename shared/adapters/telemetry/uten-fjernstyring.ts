// Takes the place of the part of Microsoft's exporter that asks a server of theirs, every hour, what it should do (build.ts).
// It has no setting to turn it off, and this service speaks to nobody that the operator has not named.

const uten = {
  initialize: (): void => undefined,
  shutdown: (): void => undefined,
  /** Nothing will ever change; the function returned would have ended the subscription. */
  registerCallback: (): (() => void) => () => undefined,
};

export const ConfigurationManager = { getInstance: () => uten };
