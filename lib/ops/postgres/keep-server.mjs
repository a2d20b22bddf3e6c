const LOOK_MS = 1_000;

/** The server's own word on it, else the last line. */
function reasonIn(message) {
  const lines = message.trim().split('\n');
  return (lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*(FATAL|PANIC): +/, '');
}

/**
 * Looks after a running server: one that ended unasked is started again on its port, where those that work with it find it by
 * themselves. The returned function ends the watch, after a start that is under way.
 * @param {{ isRunning: () => boolean, restart: () => Promise<void> }} server
 * @param {(line: string) => void} say
 */
export function keepServer(server, say, everyMs = LOOK_MS) {
  let over = false;
  let timer;
  let down = false;
  let mending = Promise.resolve();

  async function look() {
    if (server.isRunning()) return (down = false);
    if (!down) say('the database ended; starting it again');
    down = true;
    try {
      await server.restart();
      down = false;
      say('the database is back');
    } catch (error) {
      say(`the database does not start yet: ${reasonIn(error.message)}`);
    }
  }

  function lookAgain() {
    if (!over) timer = setTimeout(() => (mending = look().finally(lookAgain)), everyMs);
  }

  lookAgain();
  return async () => {
    over = true;
    clearTimeout(timer);
    await mending;
  };
}
