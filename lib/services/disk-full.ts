import 'server-only';

/** What an answer needs to know of a full disk. */
export { DISK_FULL, isDiskFullError } from '@/lib/data/disk-space';
