/**
 * Loads in a process of its own and prints what that took: `node loading.js <name of the package's>`, or `node loading.js - <files as JSON>`.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- what is loaded when is measured */
const [construct, others] = process.argv.slice(2);
const files: string[] = others === undefined ? [] : JSON.parse(others);

const begun = process.cpuUsage();
if (others === undefined) {
  if (require('cdk-keel')[construct] === undefined) throw new Error(`The package has no ${construct}.`);
} else {
  for (const file of files) require(file);
}
const { user, system } = process.cpuUsage(begun);
console.log(JSON.stringify({ cpu: (user + system) / 1000, files: Object.keys(require.cache) }));
