import { afterAll } from 'vitest';
import { freshDatabase } from './database';
import { connectTo } from './connect';

// Before the test file is loaded: its static imports find their own database.
const database = await freshDatabase();
const disconnect = connectTo(database);
afterAll(disconnect);
