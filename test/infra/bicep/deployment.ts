// What a parameter file would deploy: every resource of the template and its modules, with its parameters worked out.

import { dirname, join, normalize } from "node:path";
import { evaluate, evaluateObject, expand, type Reference, type Scope } from "./evaluate.ts";
import { parse } from "./parse.ts";
import {
  BicepError,
  type ModuleDeclaration,
  type ObjectExpression,
  type ResourceDeclaration,
  type Statement,
} from "./syntax.ts";
import { Symbolic, type Value } from "./value.ts";

export type Resource = {
  /** Where it stands: modules and symbol, `lager.konto`, with `[nr]` for one of a loop. */
  readonly path: string;
  readonly file: string;
  readonly type: string;
  readonly apiVersion: string;
  /** Only referred to, and deployed elsewhere or not at all. */
  readonly existing: boolean;
  readonly body: Value;
};

export type Deployment = {
  readonly parameters: Readonly<Record<string, Value>>;
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, Value>>;
};

/** The text of a file by its path. */
export type Files = Readonly<Record<string, string>>;

type Instance = {
  readonly outputs: Readonly<Record<string, Value>>;
  readonly resources: readonly Resource[];
};

function read(files: Files, file: string): readonly Statement[] {
  const text = files[file];
  if (text === undefined) throw new Error(`there is no file ${file}`);
  return parse(text, file);
}

function splitType(declaration: ResourceDeclaration, parentType: string, file: string): [string, string] {
  const [type = "", version, ...more] = declaration.type.split("@");
  if (more.length > 0) throw new BicepError("not a type", file, declaration.at);
  if (version !== undefined) return [type, version];
  const [parent = "", parentVersion = ""] = parentType.split("@");
  if (parentVersion === "") throw new BicepError("the type has no version", file, declaration.at);
  return [`${parent}/${type}`, parentVersion];
}

/** Works out one file with the values of its parameters. `path` is where it is called from. */
function instantiate(
  files: Files,
  file: string,
  path: string,
  given: Readonly<Record<string, Value>>,
): Instance {
  const statements = read(files, file);
  const resources: Resource[] = [];
  const memory = new Map<string, Value>();
  const underWay = new Set<string>();
  const references = new Map<string, Reference | readonly Reference[]>();
  const under = (name: string): string => (path === "" ? name : `${path}.${name}`);

  const scope: Scope = {
    file,
    lookUp(name) {
      const known = memory.get(name);
      if (known !== undefined) return known;
      const declared = statements.find((s) => (s.kind === "param" || s.kind === "var") && s.name === name);
      if (declared?.kind !== "param" && declared?.kind !== "var") return undefined;
      if (underWay.has(name)) throw new BicepError(`${name} is made from itself`, file, declared.at);
      underWay.add(name);
      const value =
        declared.kind === "param" && Object.hasOwn(given, name)
          ? given[name]
          : declared.value === undefined
            ? undefined
            : evaluate(declared.value, scope);
      if (value === undefined) throw new BicepError(`${name} is not given`, file, declared.at);
      memory.set(name, value);
      return value;
    },
    resource(name) {
      const known = references.get(name);
      if (known !== undefined) return known;
      const declared = statements.find(
        (s) => (s.kind === "resource" || s.kind === "module") && s.name === name,
      );
      if (declared?.kind !== "resource" && declared?.kind !== "module") return undefined;
      if (underWay.has(name)) throw new BicepError(`${name} is made from itself`, file, declared.at);
      underWay.add(name);
      if (declared.kind === "resource") deployResource(declared);
      else deployModule(declared);
      underWay.delete(name);
      return references.get(name);
    },
  };

  /** Whether a condition holds; one that is not known beforehand is an error. */
  function holds(declaration: ResourceDeclaration | ModuleDeclaration): boolean {
    if (declaration.condition === undefined) return true;
    const value = evaluate(declaration.condition, scope);
    if (typeof value === "boolean") return value;
    throw new BicepError("the condition is not known before the deployment", file, declaration.at);
  }

  /** One round for each item of the loop, or the only one. */
  function rounds(
    declaration: ResourceDeclaration | ModuleDeclaration,
  ): readonly { at: string; scope: Scope }[] {
    const at = under(declaration.name);
    if (declaration.loop === undefined) return [{ at, scope }];
    return expand(declaration.loop, scope).map((round) => ({ at: `${at}[${round.nr}]`, scope: round.scope }));
  }

  function register(
    declaration: { readonly name: string; readonly loop: unknown },
    all: readonly Reference[],
  ): void {
    const [only] = all;
    if (declaration.loop !== undefined) references.set(declaration.name, all);
    else if (only !== undefined) references.set(declaration.name, only);
  }

  function addResource(
    declaration: ResourceDeclaration,
    at: string,
    inner: Scope,
    parent: { readonly path: string; readonly type: string } | undefined,
  ): Reference {
    const [type, apiVersion] = splitType(declaration, parent?.type ?? "", file);
    const own = evaluateObject(declaration.body, inner);
    const body = parent === undefined ? own : { ...own, parent: new Symbolic(parent.path) };
    resources.push({ path: at, file, type, apiVersion, existing: declaration.existing, body });
    const nested = declaration.body.resources.map((child) => {
      const place = { path: at, type: `${type}@${apiVersion}` };
      return [child.name, addResource(child, `${at}.${child.name}`, inner, place)] as const;
    });
    return { path: at, body, closed: false, nested: Object.fromEntries(nested) };
  }

  function deployResource(declaration: ResourceDeclaration): void {
    if (!holds(declaration)) return;
    register(
      declaration,
      rounds(declaration).map((round) => addResource(declaration, round.at, round.scope, undefined)),
    );
  }

  function deployModule(declaration: ModuleDeclaration): void {
    if (!holds(declaration)) return;
    register(
      declaration,
      rounds(declaration).map((round) => {
        const to = normalize(join(dirname(file), declaration.path));
        const inner = instantiate(files, to, round.at, argumentsOf(declaration.body, round.scope));
        resources.push(...inner.resources);
        return { path: round.at, body: { outputs: inner.outputs }, closed: true, nested: {} };
      }),
    );
  }

  const outputs: Record<string, Value> = {};
  for (const statement of statements) {
    if (statement.kind === "resource" || statement.kind === "module") scope.resource(statement.name);
    if (statement.kind === "output") outputs[statement.name] = evaluate(statement.value, scope);
  }
  return { outputs, resources };
}

function argumentsOf(body: ObjectExpression, scope: Scope): Readonly<Record<string, Value>> {
  const params = body.properties.find(({ key }) => key.parts[0] === "params")?.value;
  return params?.kind === "object" ? evaluateObject(params, scope) : {};
}

/**
 * Works out what a parameter file deploys, with some of its values replaced. Throws BicepError when that cannot be known
 * beforehand.
 */
export function deploy(
  files: Files,
  parameterFile: string,
  changes: Readonly<Record<string, Value>> = {},
): Deployment {
  const statements = read(files, parameterFile);
  const using = statements.find((s) => s.kind === "using");
  if (using === undefined) throw new Error(`${parameterFile} uses no template`);
  const nothing: Scope = { file: parameterFile, lookUp: () => undefined, resource: () => undefined };
  const written = statements
    .filter((s) => s.kind === "value")
    .map((s) => [s.name, evaluate(s.value, nothing)] as const);
  const parameters = { ...Object.fromEntries(written), ...changes };
  const template = normalize(join(dirname(parameterFile), using.path));
  return { parameters, ...instantiate(files, template, "", parameters) };
}
