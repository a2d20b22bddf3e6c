import net from 'node:net';
import { PlainError } from '../plain-error.mjs';

const listen = (port) =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(port, () => {
      const { port: given } = probe.address();
      probe.close(() => resolve(given));
    });
  });

/** The port to serve on; asked before the long work begins. PORT=0 takes any that is free. */
export async function choosePort(setting = process.env.PORT) {
  const port = Number(setting || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new PlainError(`PORT is "${setting}", which is not a port (0 to 65535).`);
  try {
    return await listen(port);
  } catch (error) {
    if (error.code === 'EADDRINUSE') throw new PlainError(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm start`);
    if (error.code === 'EACCES') throw new PlainError(`Port ${port} needs more rights than this user has. Choose another: PORT=3000 npm start`);
    throw error;
  }
}
