// Preloaded into the web server. An address of the API that cannot be decoded is refused by the framework's router with a page, and a
// method that it does not know with an error of ours or with nothing, before any of our routes could answer; the API promises a problem
// body for every error.
import http from 'node:http';

const { emit } = http.Server.prototype;
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

const UNDECODABLE = { title: 'Malformed request', status: 400, detail: 'The address cannot be decoded: a percent sign in it starts no character.' };
const UNKNOWN_METHOD = { title: 'Method not allowed', status: 405, detail: `No path answers this method; those there are: ${METHODS.join(', ')}.` };

function undecodable(url = '') {
  // A request may name the site too, as requests to a proxy do.
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1)[0];
  if (!path.startsWith('/api/')) return false;
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    return true;
  }
}

function problemOf({ method, url }) {
  if (!METHODS.includes(method)) return UNKNOWN_METHOD;
  return undecodable(url) ? UNDECODABLE : null;
}

http.Server.prototype.emit = function emitAnswerable(event, ...args) {
  const [request, response] = args;
  const problem = event === 'request' ? problemOf(request) : null;
  if (problem === null) return emit.call(this, event, ...args);
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...(problem === UNKNOWN_METHOD ? { allow: METHODS.join(', ') } : {}) };
  response.writeHead(problem.status, headers).end(JSON.stringify({ type: 'about:blank', ...problem }));
  return true;
};
