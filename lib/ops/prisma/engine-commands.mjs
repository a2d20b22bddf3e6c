import pg from 'pg';

/** Prisma calls these two as programs of their own and reads errors from stderr as log lines of the engine. */
function fail(code, message) {
  const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields: { message, is_panic: false, error_code: code }, target: 'schema_engine::logger' };
  console.error(`\n${JSON.stringify(line)}`);
  process.exit(1);
}

async function connect(url, database) {
  const target = new URL(url);
  target.searchParams.delete('schema');
  target.searchParams.delete('connection_limit');
  target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: String(target), connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

export async function runCommand(command, url) {
  const { host, pathname, username } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1)) || 'postgres';
  try {
    if (command === 'can-connect-to-database') await (await connect(url, name)).end();
    else if (command === 'create-database') {
      const client = await connect(url, name === 'postgres' ? 'template1' : 'postgres');
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      await client.end();
    } else fail('P0000', `unsupported command ${command}`);
    process.exit(0);
  } catch (error) {
    if (error.code === '3D000') fail('P1003', `Database \`${name}\` does not exist`);
    if (error.code === '28P01') fail('P1000', `Authentication failed against database server, the provided database credentials for \`${username}\` are not valid.`);
    fail('P1001', `Can't reach database server at \`${host}\` (${error.message})`);
  }
}
