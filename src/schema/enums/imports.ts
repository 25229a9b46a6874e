import { registerEnumType } from 'type-graphql';
import {
  CATALOGUE_FORMATS, CATALOGUE_IMPORT_ACTIONS, CATALOGUE_IMPORT_LIFECYCLE, CATALOGUE_MAPPINGS, LINE_OUTCOMES, UPLOAD_LIFECYCLE,
} from '../../domain/catalogue/lifecycle.js';
import { UPLOAD_PURPOSES } from '../../domain/catalogue/policy/uploads.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const UploadStateEnum = enumOf(statesOf(UPLOAD_LIFECYCLE));
registerEnumType(UploadStateEnum, {
  name: 'UploadState',
  description: 'Where an upload is in its life.',
  valuesConfig: {
    OPEN: { description: 'Its address waits for the file.' },
    RECEIVED: { description: 'The file is here.' },
    EXPIRED: { description: 'No file was sent in time.' },
    DISCARDED: { description: 'The file was imported and is not kept any more.' },
  },
});

export const CatalogueImportStateEnum = enumOf(statesOf(CATALOGUE_IMPORT_LIFECYCLE));
registerEnumType(CatalogueImportStateEnum, {
  name: 'CatalogueImportState',
  description: 'Where a catalogue import is in its life.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn.' },
    RUNNING: { description: 'Rows are being taken in.' },
    FAILED: { description: 'Stopped; `failure` says why. What was done by then is done, and it can be resumed.' },
    DONE: { description: 'Every row was imported, updated, left unchanged or refused.' },
  },
});

export const CatalogueFormatEnum = enumOf(CATALOGUE_FORMATS);
registerEnumType(CatalogueFormatEnum, {
  name: 'CatalogueFormat',
  description: 'How the rows of a catalogue\'s file are written.',
  valuesConfig: {
    JSONL: { description: 'A JSON object on each line.' },
    CSV: { description: 'Cells between commas, semicolons, tabs or bars (RFC 4180); the first line names the columns.' },
  },
});

export const CatalogueMappingEnum = enumOf(CATALOGUE_MAPPINGS);
registerEnumType(CatalogueMappingEnum, {
  name: 'CatalogueMapping',
  description: 'Whose columns a catalogue\'s file has.',
  valuesConfig: {
    CANONICAL: { description: 'The marketplace\'s own, as its exports have them.' },
    IGOT: { description: 'iGOT Karmayogi: identifier, name, duration_seconds, language_derived, description_excerpt.' },
    NPTEL: { description: 'NPTEL: id, title, discipline, url.' },
    COURSERA: { description: 'Coursera: id, title, category, subcategory, description, level, duration_hours, language_code, subtitle_languages, url.' },
    ETPL: { description: 'A list of eligible training providers: id, title, description, clock_hours, total_cost_usd.' },
  },
});

export const LineOutcomeEnum = enumOf(LINE_OUTCOMES);
registerEnumType(LineOutcomeEnum, {
  name: 'LineOutcome',
  description: 'What became of a row of a catalogue\'s file.',
  valuesConfig: {
    IMPORTED: { description: 'A course was begun, with its first draft.' },
    UPDATED: { description: 'The course\'s draft was changed, or a new one was begun.' },
    UNCHANGED: { description: 'The course says already what the row says.' },
    REFUSED: { description: 'Nothing was done; `message` says why.' },
  },
});

export const CatalogueImportActionEnum = enumOf(CATALOGUE_IMPORT_ACTIONS);
registerEnumType(CatalogueImportActionEnum, {
  name: 'CatalogueImportAction',
  description: 'What can be done with a catalogue import.',
  valuesConfig: { RESUME: { description: 'catalogueImportResume: let it go on where it stopped.' } },
});

export const UploadPurposeEnum = enumOf(UPLOAD_PURPOSES);
registerEnumType(UploadPurposeEnum, {
  name: 'UploadPurpose',
  description: 'What a file is sent for, which says who may send it.',
  valuesConfig: {
    CATALOGUE: { description: 'Courses, for catalogueImportStart; by an AUTHOR or PROVIDER_ADMIN.' },
    SEATS: { description: 'Employees to be given seats, for seatImportStart; by a TRAINING_MANAGER.' },
    BANK_STATEMENT: { description: 'A bank statement, for bankStatementImport; by a FINANCE_OFFICER.' },
  },
});
