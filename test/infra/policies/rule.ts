// A rule that a deployment keeps. The names in brackets are those of PSRule for Azure and the Microsoft cloud security benchmark.

import type { Deployment, Resource } from "../bicep/deployment.ts";
import type { Statement } from "../bicep/syntax.ts";
import { asText, at, isList, Symbolic, type Value } from "../bicep/value.ts";

export type Templates = {
  /** The statements of every file by its path. */
  readonly statements: Readonly<Record<string, readonly Statement[]>>;
  /** Whether a file of the project exists. */
  readonly exists: (path: string) => boolean;
};

export type Rule = {
  readonly id: string;
  /** What must hold, as a sentence. */
  readonly says: string;
  /** Where it does not, in words; empty when it holds. */
  readonly check: (deployment: Deployment, templates: Templates) => readonly string[];
};

/** The resources of a type that the deployment makes. */
export function ofType({ resources }: Deployment, type: string): readonly Resource[] {
  return resources.filter((resource) => !resource.existing && resource.type === type);
}

/** A rule that a member of every resource of a type has one of some values. There must be such a resource. */
export function property(
  id: string,
  says: string,
  type: string,
  path: string,
  ...allowed: readonly Value[]
): Rule {
  return {
    id,
    says,
    check(deployment) {
      const all = ofType(deployment, type);
      if (all.length === 0) return [`there is no ${type}`];
      return all
        .filter(({ body }) => {
          const value = at(body, path);
          return value === undefined || !allowed.includes(value);
        })
        .map((resource) => `${resource.path}: ${path}`);
    },
  };
}

/** A rule that something is found wrong with none. */
export function each(
  id: string,
  says: string,
  type: string,
  wrong: (resource: Resource, deployment: Deployment, templates: Templates) => boolean,
): Rule {
  return {
    id,
    says,
    check(deployment, templates) {
      const all = ofType(deployment, type);
      if (all.length === 0) return [`there is no ${type}`];
      return all
        .filter((resource) => wrong(resource, deployment, templates))
        .map((resource) => `${resource.path}: ${id}`);
    },
  };
}

/** Whether a value is the reference to exactly this. */
export function refersTo(value: Value | undefined, text: string): boolean {
  return value instanceof Symbolic && value.text === text;
}

/** The resource that one which is only referred to stands for: of the same type, name and parent. */
export function deployed(deployment: Deployment, path: string): Resource | undefined {
  const found = deployment.resources.find((resource) => resource.path === path);
  if (found?.existing !== true) return found;
  return deployment.resources.find(
    (resource) => !resource.existing && identityOf(deployment, resource) === identityOf(deployment, found),
  );
}

function identityOf(deployment: Deployment, resource: Resource): string {
  const parent = at(resource.body, "parent");
  const above =
    parent instanceof Symbolic ? deployment.resources.find(({ path }) => path === parent.text) : undefined;
  const name = at(resource.body, "name");
  const own = `${resource.type}/${asText(name)}`;
  return above === undefined ? own : `${identityOf(deployment, above)}>${own}`;
}

/** The name with the part that is not known yet as letters: it is cut to a length that is. */
export function nameAsDeployed(body: Value): string {
  const cut = /\$\{take\(.*, (\d+)\)\}/;
  return asText(at(body, "name")).replace(cut, (_, length) => "x".repeat(Number(length)));
}

export function texts(value: Value | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}
