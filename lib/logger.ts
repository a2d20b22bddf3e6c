import pino from 'pino';

/** Structured log lines on stdout. Never log an email, a key, a password or an amount of a person. */
export const logger = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null, redact: ['password', 'passwordHash', 'key', 'secret', 'cookie', 'authorization'] });
