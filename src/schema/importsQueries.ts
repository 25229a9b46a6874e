import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import type { CatalogueImportState } from '../domain/catalogue/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import { CatalogueImportStateEnum } from './enums/imports.js';

export enum CatalogueImportOrderField {
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(CatalogueImportOrderField, {
  name: 'CatalogueImportOrderField', description: 'What imports can be ordered by.',
  valuesConfig: { CREATED_AT: { description: 'When they were queued.' } },
});

@InputType({ description: 'How imports are ordered.' })
export class CatalogueImportOrder {
  @Field(() => CatalogueImportOrderField, { description: 'What to order by.' })
  field!: CatalogueImportOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which imports; every condition given must hold.' })
export class CatalogueImportFilter {
  @Field(() => CatalogueImportStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: CatalogueImportState | null;
}

@ArgsType()
export class CatalogueImportsArgs extends ConnectionArgs {
  @Field(() => CatalogueImportFilter, { nullable: true, description: 'Which imports; all when left out.' })
  filter?: CatalogueImportFilter | null;

  @Field(() => CatalogueImportOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: CatalogueImportOrder | null;
}
