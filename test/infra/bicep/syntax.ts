// The part of Bicep that the templates use, as a tree. What is not here is an error of the parser, never skipped.

/** Line and column, from 1. */
export type Position = { readonly line: number; readonly column: number };

type At = { readonly at: Position };

export type Expression =
  /** Text with expressions in it; one part when there are none. */
  | (At & { readonly kind: "string"; readonly parts: readonly (string | Expression)[] })
  | (At & { readonly kind: "literal"; readonly value: number | boolean | null })
  | (At & { readonly kind: "name"; readonly name: string })
  | (At & { readonly kind: "member"; readonly of: Expression; readonly name: string })
  /** `parent::child`, a resource declared inside another. */
  | (At & { readonly kind: "nested"; readonly of: Expression; readonly name: string })
  | (At & { readonly kind: "index"; readonly of: Expression; readonly index: Expression })
  | (At & { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] })
  | (At & { readonly kind: "unary"; readonly operator: string; readonly of: Expression })
  | (At & {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (At & {
      readonly kind: "ternary";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    })
  | ObjectExpression
  | (At & { readonly kind: "array"; readonly items: readonly Expression[] })
  /** `[for item in of: body]`, or with `(item, index)`. */
  | ForExpression;

export type Property = At & {
  readonly key: Expression & { readonly kind: "string" };
  readonly value: Expression;
};

export type ObjectExpression = At & {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Resources declared inside the body of another. */
  readonly resources: readonly ResourceDeclaration[];
};

export type ForExpression = At & {
  readonly kind: "for";
  readonly item: string;
  readonly index: string | undefined;
  readonly of: Expression;
  readonly body: Expression;
};

/** `string`, `int`, `'a' | 'b'`, an object with named members, or an array of any of these. */
export type TypeExpression = At & {
  readonly kind: "named" | "choices" | "object" | "array";
  readonly text: string;
};

export type Decorator = At & { readonly name: string; readonly args: readonly Expression[] };

type Declared = At & { readonly name: string; readonly decorators: readonly Decorator[] };

export type ParameterDeclaration = Declared & {
  readonly kind: "param";
  readonly type: TypeExpression;
  readonly value: Expression | undefined;
};
export type VariableDeclaration = Declared & { readonly kind: "var"; readonly value: Expression };
export type OutputDeclaration = Declared & {
  readonly kind: "output";
  readonly type: TypeExpression;
  readonly value: Expression;
};
export type ResourceDeclaration = Declared & {
  readonly kind: "resource";
  /** `Provider/type@version`, or the last part of the type when it stands inside its parent. */
  readonly type: string;
  readonly existing: boolean;
  readonly condition: Expression | undefined;
  readonly loop: Omit<ForExpression, "body"> | undefined;
  readonly body: ObjectExpression;
};
export type ModuleDeclaration = Declared & {
  readonly kind: "module";
  readonly path: string;
  readonly condition: Expression | undefined;
  readonly loop: Omit<ForExpression, "body"> | undefined;
  readonly body: ObjectExpression;
};
export type TargetScope = At & { readonly kind: "targetScope"; readonly value: string };
export type Metadata = At & { readonly kind: "metadata"; readonly name: string; readonly value: Expression };
/** The template a parameter file is for. */
export type Using = At & { readonly kind: "using"; readonly path: string };
/** `param name = value` of a parameter file. */
export type ParameterValue = At & {
  readonly kind: "value";
  readonly name: string;
  readonly value: Expression;
};

export type Declaration =
  ParameterDeclaration | VariableDeclaration | OutputDeclaration | ResourceDeclaration | ModuleDeclaration;

export type Statement = Declaration | TargetScope | Metadata | Using | ParameterValue;

/** Names the file and the place, as `file:line:column: message`. */
export class BicepError extends Error {
  constructor(message: string, file: string, at: Position) {
    super(`${file}:${at.line}:${at.column}: ${message}`);
  }
}
