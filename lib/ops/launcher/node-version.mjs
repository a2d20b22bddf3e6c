// Read by every Node that can read modules at all: no newer syntax here.

export function nodeIsNewEnough(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] === 20) return parts[1] >= 19;
  if (parts[0] === 22) return parts[1] >= 12;
  return parts[0] >= 24;
}

export function requireNode() {
  if (nodeIsNewEnough(process.versions.node)) return;
  console.error('Bandwise needs Node 20.19, 22.12, 24 or newer; this is ' + process.versions.node + '. See https://nodejs.org/en/download.');
  process.exit(1);
}
