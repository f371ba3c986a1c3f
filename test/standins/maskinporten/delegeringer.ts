// The delegations of scopes as Altinn keeps them: per resource, of which one may hold several scopes and one scope may be in
// several. Maskinporten and Altinn read the same table.

export type Ressurs = {
  readonly ressursId: string;
  readonly scopes: readonly string[];
  /** False: it is there, but cannot be delegated. */
  readonly delegerbar: boolean;
};

export type Delegering = {
  readonly consumer: string;
  readonly supplier: string;
  readonly ressurs: Ressurs;
  readonly opprettet: Date;
};

export type Delegeringer = {
  /** Adds a resource, or changes what it holds. */
  readonly settRessurs: (ressurs: Ressurs) => void;
  readonly ressurs: (ressursId: string) => Ressurs | undefined;
  /** Throws when there is no such resource. */
  readonly delegerRessurs: (consumer: string, supplier: string, ressursId: string) => void;
  readonly trekkRessurs: (consumer: string, supplier: string, ressursId: string) => void;
  /** Delegates every delegable resource with the scope; one is made for it when there is none. */
  readonly deleger: (consumer: string, supplier: string, scope: string) => void;
  /** Withdraws every resource with the scope, and with it the other scopes of those. */
  readonly trekkDelegering: (consumer: string, supplier: string, scope: string) => void;
  readonly harDelegert: (consumer: string, supplier: string, scope: string) => boolean;
  /** Those in force now, the oldest first: what is withdrawn leaves no trace. */
  readonly alle: () => readonly Delegering[];
};

type Rad = {
  readonly consumer: string;
  readonly supplier: string;
  readonly ressursId: string;
  readonly opprettet: Date;
};

/** An empty table on the given clock. */
export function createDelegeringer(now: () => Date): Delegeringer {
  const ressurser = new Map<string, Ressurs>();
  let rader: readonly Rad[] = [];

  const medScope = (scope: string): string[] =>
    [...ressurser.values()].flatMap((r) => (r.scopes.includes(scope) ? [r.ressursId] : []));
  const gjelder = (rad: Rad, consumer: string, supplier: string, ressursId: string): boolean =>
    rad.consumer === consumer && rad.supplier === supplier && rad.ressursId === ressursId;

  function delegerRessurs(consumer: string, supplier: string, ressursId: string): void {
    if (!ressurser.has(ressursId)) throw new Error("no such resource");
    if (rader.some((rad) => gjelder(rad, consumer, supplier, ressursId))) return;
    rader = [...rader, { consumer, supplier, ressursId, opprettet: now() }];
  }

  function trekkRessurs(consumer: string, supplier: string, ressursId: string): void {
    rader = rader.filter((rad) => !gjelder(rad, consumer, supplier, ressursId));
  }

  return {
    settRessurs: (ressurs) => ressurser.set(ressurs.ressursId, ressurs),
    ressurs: (ressursId) => ressurser.get(ressursId),
    delegerRessurs,
    trekkRessurs,
    deleger(consumer, supplier, scope) {
      const delegerbare = medScope(scope).filter(
        (ressursId) => ressurser.get(ressursId)?.delegerbar === true,
      );
      if (delegerbare.length === 0) {
        const ressursId = scope.replaceAll(/[^a-z0-9]+/g, "-");
        ressurser.set(ressursId, { ressursId, scopes: [scope], delegerbar: true });
        delegerbare.push(ressursId);
      }
      for (const ressursId of delegerbare) delegerRessurs(consumer, supplier, ressursId);
    },
    trekkDelegering(consumer, supplier, scope) {
      for (const ressursId of medScope(scope)) trekkRessurs(consumer, supplier, ressursId);
    },
    harDelegert: (consumer, supplier, scope) =>
      medScope(scope).some((ressursId) => rader.some((rad) => gjelder(rad, consumer, supplier, ressursId))),
    alle: () =>
      rader.flatMap(({ ressursId, ...rad }) => {
        const ressurs = ressurser.get(ressursId);
        return ressurs === undefined ? [] : [{ ...rad, ressurs }];
      }),
  };
}
