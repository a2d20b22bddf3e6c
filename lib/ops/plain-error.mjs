/** What went wrong, in one line that a person can act on. Everything else is a mistake of ours and keeps its stack. */
export class PlainError extends Error {
  name = 'PlainError';
}

const PLAIN_CODES = {
  ENOSPC: (error) => `The disk is full${error.path ? ` (${error.path})` : ''}. Free some space and start again; nothing that was stored is lost.`,
  EDQUOT: (error) => `The disk quota is used up${error.path ? ` (${error.path})` : ''}. Free some space and start again; nothing that was stored is lost.`,
  EROFS: (error) => `${error.path ?? 'The disk'} is read-only. Choose a data folder that can be written with BANDWISE_DATA_DIR=/path.`,
  EPERM: (error) => `${error.path ?? error.syscall} belongs to another user. Start as that user, or choose another data folder with BANDWISE_DATA_DIR=/path.`,
  EACCES: (error) => `No permission for ${error.path ?? error.syscall}. Check its owner, or choose another data folder with BANDWISE_DATA_DIR=/path.`,
};

const FULL = /ENOSPC|no space left on device|could not (extend|write).*No space|(code|SQLSTATE)\W{0,4}53100/i;

/** One line for what an operator can mend, null for what only we can. */
export function plainLine(error) {
  if (error instanceof PlainError) return error.message;
  const known = PLAIN_CODES[error?.code];
  if (known) return known(error);
  return FULL.test(String(error?.message ?? error)) ? PLAIN_CODES.ENOSPC({}) : null;
}
