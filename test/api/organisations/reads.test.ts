import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observe, type Observation } from '../../../src/db/reader/observe.js';
import { world, type World } from '../../support/world.js';
import { providerIn } from './support.js';
