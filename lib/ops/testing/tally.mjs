import fs from 'node:fs';

/** Counts of a vitest JSON report. A file that could not be loaded is one failure; no report at all is one, too. */
export function tally(file) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, leftOut: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, leftOut: numPendingTests };
}
