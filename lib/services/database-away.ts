import 'server-only';

/** What an answer needs to know of a database that went away. */
export { isDatabaseAway } from '@/lib/data/database-away';
