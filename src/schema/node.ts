import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', { description: 'Whatever has a public id and can be read again by it.' })
export abstract class Node {
  @Field(() => ID, { description: 'The public id: the type in snake case, an underscore, and 26 characters. Opaque, and never given to another object.' })
  id!: string;
}
