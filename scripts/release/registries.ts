/** Where a language finds the package, and what it takes to put it there. */
export interface Registry {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** Programs that the command starts. */
  readonly programs: readonly string[];
  /** Each is a way to say who one is: environment variables, all of which are needed. The first is the one to use. */
  readonly credentials: readonly (readonly string[])[];
}

/** publib makes nothing of a version that a registry already has: a release that broke off is run again. */
export const REGISTRIES: readonly Registry[] = [
  {
    name: 'npm',
    command: ['publib-npm', 'dist/js'],
    programs: ['bash'],
    credentials: [['NPM_TRUSTED_PUBLISHER'], ['NPM_TOKEN']],
  },
  {
    name: 'PyPI',
    command: ['publib-pypi', 'dist/python'],
    programs: ['bash', 'python3', 'curl', 'jq'],
    credentials: [['PYPI_TRUSTED_PUBLISHER'], ['TWINE_USERNAME', 'TWINE_PASSWORD']],
  },
  {
    name: 'Maven Central',
    command: ['publib-maven', 'dist/java'],
    env: { MAVEN_SERVER_ID: 'central-ossrh' },
    programs: ['mvn', 'gpg'],
    credentials: [['MAVEN_USERNAME', 'MAVEN_PASSWORD', 'MAVEN_GPG_PRIVATE_KEY', 'MAVEN_GPG_PRIVATE_KEY_PASSPHRASE']],
  },
  {
    name: 'NuGet',
    command: ['publib-nuget', 'dist/dotnet'],
    programs: ['bash', 'dotnet', 'python3', 'curl', 'jq'],
    credentials: [['NUGET_TRUSTED_PUBLISHER', 'NUGET_USERNAME'], ['NUGET_API_KEY']],
  },
  {
    name: 'Go',
    command: ['publib-golang', 'dist/go'],
    programs: ['git'],
    credentials: [['GITHUB_TOKEN', 'GIT_USER_NAME', 'GIT_USER_EMAIL'], ['GIT_USE_SSH', 'GIT_USER_NAME', 'GIT_USER_EMAIL']],
  },
];

/** What keeps one from publishing there. */
export function missingFor({ programs, credentials }: Registry, env: NodeJS.ProcessEnv, has: (program: string) => boolean): string[] {
  const unset = credentials.map((names) => names.filter((name) => !env[name]));
  return [
    ...programs.filter((program) => !has(program)),
    ...(unset.some((names) => names.length === 0) ? [] : [unset.map((names) => names.join(' and ')).join(', or ')]),
  ];
}

export function shown({ command, env = {} }: Registry): string {
  return [...Object.entries(env).map(([name, value]) => `${name}=${value}`), 'npx', ...command].join(' ');
}
