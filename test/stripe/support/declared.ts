import ts from 'typescript';
import { callOf, callsOfPackage, PACKAGE } from './calls.js';

/** What a form says: texts, and objects and lists of such. */
export type FormValue = string | readonly FormValue[] | { readonly [name: string]: FormValue };

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly params: { readonly [name: string]: FormValue };
}

/**
 * What is wrong with a request, by the type that the package declares for its parameters: each complaint begins with the path of the
 * parameter, as Stripe writes it. A text is what the type makes of it: a number, a truth value, one of the values that are named.
 */
export type Judge = (request: SentRequest) => readonly string[];

/** Loads the declarations of the package, once, and answers who judges by them. */
export function judgeOfPackage(): Judge {
  const calls = callsOfPackage();
  const files = [...new Set(calls.map(({ file }) => `${file}.d.ts`))];
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2023, strict: true, noEmit: true,
    skipLibCheck: true, types: [], rootDir: PACKAGE,
  });
  const checker = program.getTypeChecker();
  return ({ method, path, params }) => {
    const call = callOf(calls, method, path);
    if (call === null) return [`${method} ${path}: the package makes no such call`];
    const type = paramsType(program, checker, call);
    if (type === null) return Object.keys(params).map((name) => `${name}: ${method} ${path} takes no parameters`);
    return complaints(checker, type, params, '');
  };
}

/** The declared type of the parameter `params` of the method that makes a call. */
function paramsType(program: ts.Program, checker: ts.TypeChecker, { file, className, methodName }: { file: string; className: string; methodName: string }): ts.Type | null {
  const source = program.getSourceFile(`${file}.d.ts`);
  const declared = source?.statements.find((statement): statement is ts.ClassDeclaration => ts.isClassDeclaration(statement) && statement.name?.text === className);
  const method = declared?.members.find((member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.name.getText(source) === methodName);
  if (method === undefined) throw new Error(`the package declares no ${className}.${methodName}`);
  const params = method.parameters.find((parameter) => parameter.name.getText(source) === 'params');
  return params?.type === undefined ? null : checker.getTypeFromTypeNode(params.type);
}

function complaints(checker: ts.TypeChecker, type: ts.Type, value: FormValue, at: string): string[] {
  const kinds = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0);
  if (typeof value === 'string') return isText(kinds, type, value) ? [] : [`${at}: '${value}' is no ${checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)}`];
  if (Array.isArray(value)) {
    const items = kinds.filter((kind) => checker.isArrayType(kind)).map((kind) => checker.getTypeArguments(kind as ts.TypeReference)[0]);
    const [item] = items;
    return item === undefined ? [`${at}: is no list`] : value.flatMap((one: FormValue, place) => complaints(checker, item, one, `${at}[${place}]`));
  }
  // An open set of values is declared as an intersection with `string`; it is no object.
  const objects = kinds.filter((kind) => (kind.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(kind));
  const found = objects.map((kind) => inObject(checker, kind, value as Readonly<Record<string, FormValue>>, at));
  return found.find((list) => list.length === 0) ?? found[0] ?? [`${at}: is no object`];
}

function inObject(checker: ts.TypeChecker, type: ts.Type, value: Readonly<Record<string, FormValue>>, at: string): string[] {
  const under = (name: string): string => (at === '' ? name : `${at}[${name}]`);
  const anything = type.getStringIndexType();
  const missing = checker.getPropertiesOfType(type)
    .filter(({ name, flags }) => (flags & ts.SymbolFlags.Optional) === 0 && !(name in value)).map(({ name }) => `${under(name)}: is missing`);
  return [...missing, ...Object.entries(value).flatMap(([name, given]) => {
    const property = checker.getPropertyOfType(type, name);
    const declared = property === undefined ? anything : checker.getTypeOfSymbol(property);
    return declared === undefined ? [`${under(name)}: is not a parameter`] : complaints(checker, declared, given, under(name));
  })];
}

/**
 * Whether a text stands for one of the kinds of a type. Where values are named, only those are taken, although the package declares most
 * sets of values as open: it reads what Stripe adds later, but we have no business to send it.
 */
function isText(kinds: readonly ts.Type[], type: ts.Type, value: string): boolean {
  const named = kinds.filter((kind) => kind.isStringLiteral()).map((kind) => kind.value);
  const hasNull = type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
  if (named.includes(value) || (value === '' && hasNull)) return true;
  return kinds.some(({ flags }) => {
    if ((flags & ts.TypeFlags.String) !== 0) return !named.some((name) => name !== '');
    if ((flags & ts.TypeFlags.Number) !== 0) return /^-?\d+(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= Number.MAX_SAFE_INTEGER;
    return (flags & ts.TypeFlags.BooleanLiteral) !== 0 && (value === 'true' || value === 'false');
  });
}
