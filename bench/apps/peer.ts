/** A pattern of AWS Solutions Constructs, which `npm run bench` installs beside the project: its types are not there to compile against. */
export function peer(name: string): any {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`@aws-solutions-constructs/${name}`);
}
