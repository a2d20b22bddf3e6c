// Preloaded into the web server. Next keeps an X-Forwarded-For that a request brings, so anybody could claim any address and be
// counted anew with each attempt. Here the address that really speaks with us is put at the end, as every proxy does it.
import http from 'node:http';

const { emit } = http.Server.prototype;

http.Server.prototype.emit = function emitWithPeer(event, ...args) {
  if (event === 'request') {
    const [request] = args;
    const told = request.headers['x-forwarded-for'];
    request.headers['x-forwarded-for'] = [told, request.socket.remoteAddress ?? 'unknown'].filter(Boolean).join(', ');
  }
  return emit.call(this, event, ...args);
};
