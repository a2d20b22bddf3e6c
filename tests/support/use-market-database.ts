import { afterAll } from 'vitest';
import { marketDatabase } from './database';
import { connectTo } from './connect';

// Before the test file is loaded: its static imports find their own copy of the computed market.
const database = await marketDatabase();
const disconnect = connectTo(database);
afterAll(disconnect);
