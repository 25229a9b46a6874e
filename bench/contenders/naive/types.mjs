import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

/** Decorates a class as TypeScript would: its GraphQL fields with their types; a type is in brackets where it is a list. */
export function typeOf(decorator, name, fields) {
  const type = { [name]: class {} }[name];
  for (const [field, thunk, options] of fields) Field(thunk, options ?? {})(type.prototype, field);
  decorator(name)(type);
  return type;
}

const NULLABLE = { nullable: true };
const text = () => String;
const yes = () => Boolean;
const number = () => Int;

const object = (name, fields) => typeOf(ObjectType, name, fields);
const input = (name, fields) => typeOf(InputType, name, fields);

export const IndianState = object('IndianState', [['name', text]]);
export const Money = object('Money', [['amountMinor', text]]);
export const Accessibility = object('Accessibility', [['captions', yes], ['transcript', yes], ['signLanguage', yes]]);
export const Competency = object('Competency', [['code', text], ['name', text], ['kind', text], ['area', text]]);
export const CourseVersionCompetency = object('CourseVersionCompetency', [['level', number]]);
export const ContentItem = object('ContentItem', [['kind', text], ['title', text], ['url', text]]);
export const Module = object('Module', [['title', text], ['summary', text]]);
export const CourseVersion = object('CourseVersion', [
  ['title', text], ['summary', text], ['description', text], ['languages', () => [String]], ['level', text], ['licence', text], ['inclusion', text],
]);
export const Provider = object('Provider', [['slug', text], ['name', text], ['about', text], ['website', text, NULLABLE]]);
export const Course = object('Course', [['slug', text]]);
export const PageInfo = object('PageInfo', [['hasNextPage', yes], ['endCursor', text, NULLABLE]]);
export const CourseConnection = object('CourseConnection', [['nodes', () => [Course]], ['pageInfo', () => PageInfo]]);

export const CompetencyFilter = input('CompetencyFilter', [['competencyId', text], ['minLevel', () => Float, NULLABLE]]);
export const CourseFilter = input('CourseFilter', [['language', text, NULLABLE], ['competency', () => CompetencyFilter, NULLABLE]]);
export const By = input('By', [['slug', text]]);
