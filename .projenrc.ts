import { awscdk, javascript } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-keel',
  description: 'AWS patterns in one line of CDK: wired, encrypted and watched.',
  // Construct Hub lists packages with the keyword awscdk, aws-cdk or cdk.
  keywords: [
    'aws', 'awscdk', 'aws-cdk', 'sns', 'sqs', 'kinesis', 'firehose', 'lambda', 'stepfunctions', 'cognito', 'apigateway', 'fargate', 'emr', 'fan-out', 'dead-letter-queue', 'alarms',
    'encryption', 'least-privilege',
  ],
  author: 'The cdk-keel authors',
  authorAddress: 'cdk-keel@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-keel/cdk-keel.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-keel authors',

  // Why these versions: decisions/001-versions.md
  cdkVersion: '2.263.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.0',
  minNodeVersion: '20.16.0',
  packageManager: javascript.NodePackageManager.NPM,

  publishToPypi: { distName: 'cdk-keel', module: 'cdk_keel' },
  publishToMaven: { javaPackage: 'io.github.cdkkeel', mavenGroupId: 'io.github.cdk-keel', mavenArtifactId: 'cdk-keel' },
  publishToGo: { moduleName: 'github.com/cdk-keel/cdk-keel-go', packageName: 'cdkkeel' },
  publishToNuget: { dotNetNamespace: 'CdkKeel', packageId: 'CdkKeel' },

  devDeps: [
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'fast-check@^4',
    '@dagrejs/dagre@^3',
    'esbuild@^0.21',
    '@aws-sdk/client-api-gateway@^3',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-cloudwatch@^3',
    '@aws-sdk/client-cloudwatch-logs@^3',
    '@aws-sdk/client-cognito-identity@^3',
    '@aws-sdk/client-cognito-identity-provider@^3',
    '@aws-sdk/client-dynamodb@^3',
    '@aws-sdk/client-ec2@^3',
    '@aws-sdk/client-ecs@^3',
    '@aws-sdk/client-elastic-load-balancing-v2@^3',
    '@aws-sdk/client-emr@^3',
    '@aws-sdk/client-eventbridge@^3',
    '@aws-sdk/client-firehose@^3',
    '@aws-sdk/client-iam@^3',
    '@aws-sdk/client-kinesis@^3',
    '@aws-sdk/client-kms@^3',
    '@aws-sdk/client-lambda@^3',
    '@aws-sdk/client-s3@^3',
    '@aws-sdk/client-sfn@^3',
    '@aws-sdk/client-sns@^3',
    '@aws-sdk/client-sqs@^3',
    '@aws-sdk/client-sts@^3',
    // The documentation site: decisions/012-documentation-site.md
    'mermaid',
    'playwright-core',
    'vitepress',
    'vue',
    // The release: decisions/013-release.md
    'fflate',
    'git-cliff@2.13.1',
    'publib',
    'spdx-satisfies',
    '@types/spdx-satisfies',
    'tar',
  ],

  projenrcTs: true,
  // With the sources in it the package would be half as large again.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  tsconfigDevFile: 'tsconfig.dev.json',
  docgen: true,
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  sampleCode: false,
  npmignoreEnabled: false,
  gitignore: ['.npmignore', 'bench/.peers', 'bench/.programs', 'cdk.out', '.emulator', '.m2', '.moto', '.security', '.spark', '.venv', '*.tgz', '__pycache__', 'examples/java/target', 'site/.vitepress/cache', 'site/.vitepress/dist'],
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'scripts', 'bench', 'site'], commandOptions: { fix: false } },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    coverageText: false,
    jestConfig: {
      maxWorkers: '100%',
      globalSetup: '<rootDir>/scripts/compile.ts',
      setupFiles: ['<rootDir>/test/without-template-validation.ts', '<rootDir>/test/without-stack-traces.ts'],
      collectCoverage: false,
      collectCoverageFrom: ['src/**/*.ts'],
      coverageReporters: ['text-summary', 'lcov'],
    },
  },
});

// Users import the package by its name only, and so do the examples.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
project.package.addBin({ 'cdk-keel': 'lib/delivery/cli/main.js' });
project.package.addField('files', ['lib', '.jsii', 'API.md', 'CHANGELOG.md']);

// Versions that float beyond what npm, the Go proxy or the lock file can hold: decisions/001-versions.md
project.package.addPackageResolutions(
  'unrs-resolver@1.12.2',
  'rollup@4.67.4',
  '@aws-cdk/cloud-assembly-schema@54.11.0',
  '@aws-cdk/asset-node-proxy-agent-v6@2.1.2',
);
new javascript.NpmConfig(project, { omitEmpty: true }).addConfig('omit-lockfile-registry-resolved', 'true');

// Layers, lowest first. A file imports from its own folder and from lower ones.
const layers = ['validation', 'policies', 'encryption', 'network', 'alarms'];
const deliveryLayers = ['expression', 'model', 'policy', 'access', 'senders', 'rules', 'report', 'cli'];
const patterns = ['messaging', 'streaming', 'workflow', 'identity', 'api', 'compute', 'analytics'];
project.eslint!.addRules({
  'max-lines': ['error', { max: 250 }],
  'import/no-restricted-paths': ['error', {
    zones: [
      { target: './src', from: ['./test', './examples', './scripts', './bench', './site'], message: 'The library knows nothing of its tests and examples.' },
      { target: './src/*/**', from: './src/index.ts', message: 'Import the file, not the barrel.' },
      { target: './src/delivery', from: [...layers, ...patterns].map((folder) => `./src/${folder}`), message: 'delivery reads templates only.' },
      ...layers.map((layer, height) => ({
        target: `./src/${layer}`,
        from: [...layers.slice(height + 1), ...patterns, 'delivery'].map((higher) => `./src/${higher}`),
        message: `${layer} is below what it imports here.`,
      })),
      ...deliveryLayers.map((layer, height) => ({
        target: `./src/delivery/${layer}`,
        from: deliveryLayers.slice(height + 1).map((higher) => `./src/delivery/${higher}`),
        message: `${layer} is below what it imports here.`,
      })).filter(({ from }) => from.length > 0),
    ],
  }],
});

// What judges templates runs in a browser too. Only the plugin and the command read files and know the CDK.
project.eslint!.addOverride({
  files: ['src/delivery/**'],
  excludedFiles: ['src/delivery/cli/**', 'src/delivery/delivery-checks.ts', 'src/delivery/load-engine.ts', 'src/delivery/promise-delivery.ts'],
  rules: {
    'import/no-nodejs-modules': ['error'],
    'no-restricted-imports': ['error', { patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '**/cli/**'] }],
    'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'module', '__dirname', 'console'],
  },
});

// The site runs in a browser: it has a tsconfig.json of its own.
project.tsconfigDev.addExclude('site');
project.eslint!.addOverride({ files: ['site/check/yaml.ts'], rules: { 'import/no-unresolved': ['error', { ignore: ['^yaml-of-aws-cdk-lib$'] }] } });

project.tsconfigDev.addInclude('.projenrc.ts');
project.tryFindObjectFile('.eslintrc.json')!.addOverride('parserOptions', { ecmaVersion: 2022, sourceType: 'module', project: ['./tsconfig.dev.json', './site/tsconfig.json'] });
project.tryFindObjectFile('.eslintrc.json')!.addOverride('parserOptions.projectService', undefined);

// What was compiled from sources that are gone is not to be packed.
project.compileTask.prependExec('node -e "fs.rmSync(\'lib\', { recursive: true, force: true })"');
// Each name of the package is loaded when it is first used.
project.compileTask.exec('ts-node --transpile-only --project tsconfig.dev.json scripts/lazy-exports.ts');
project.compileTask.exec('ts-node --transpile-only --project tsconfig.dev.json scripts/one-file-engine.ts');

const typecheck = project.addTask('typecheck', {
  description: 'Type-check everything, tests and examples too',
  exec: 'tsc --project tsconfig.dev.json',
});
typecheck.exec('tsc --project site');
project.testTask.spawn(typecheck);
project.addTask('coverage', { description: 'Run tests and measure which lines they reach', exec: 'jest --ci --coverage', receiveArgs: true });
// Straight to node, so that Ctrl-C reaches the demo and not a task runner above it.
project.setScript('demo', 'ts-node --transpile-only --project tsconfig.dev.json examples/demo/demo.ts');
project.setScript('security', 'ts-node --transpile-only --project tsconfig.dev.json scripts/compile.ts && ts-node --transpile-only --project tsconfig.dev.json scripts/security/security.ts');
project.setScript('simulate-scaling', 'ts-node --transpile-only --project tsconfig.dev.json bench/scale-on-backlog/scale-on-backlog.ts');
project.setScript('bench', 'ts-node --transpile-only --project tsconfig.dev.json bench/bench.ts');
project.setScript('compare-emulator', 'ts-node --transpile-only --project tsconfig.dev.json scripts/compare-emulator/compare-emulator.ts');
project.setScript('draw', 'ts-node --transpile-only --project tsconfig.dev.json scripts/draw/draw.ts');
project.setScript('document-rules', 'ts-node --transpile-only --project tsconfig.dev.json scripts/delivery-rules.ts');
project.setScript('document-languages', 'ts-node --transpile-only --project tsconfig.dev.json scripts/first-stack.ts');
project.setScript('mutate-deliveries', 'ts-node --transpile-only --project tsconfig.dev.json test/delivery/mutation/report.ts');
project.setScript('docs', 'vitepress build site');
project.setScript('try-docs', 'ts-node --transpile-only --project tsconfig.dev.json site/test/try-docs.ts');
project.setScript('faults', 'ts-node --transpile-only --project tsconfig.dev.json scripts/faults/faults.ts');
project.setScript('fuzz', 'ts-node --transpile-only --project tsconfig.dev.json test/fuzz/fuzz.ts');
project.setScript('languages', 'ts-node --transpile-only --project tsconfig.dev.json scripts/languages/languages.ts');
project.setScript('upgrade', 'ts-node --transpile-only --project tsconfig.dev.json scripts/stacks/upgrade.ts');
project.setScript('deploys', 'ts-node --transpile-only --project tsconfig.dev.json scripts/stacks/deploys.ts');
project.setScript('compatibility', 'ts-node --transpile-only --project tsconfig.dev.json scripts/compatibility.ts');
project.setScript('try-package', 'ts-node --transpile-only --project tsconfig.dev.json scripts/try-package.ts');
project.setScript('package-contents', 'ts-node --transpile-only --project tsconfig.dev.json scripts/package-contents/package-contents.ts');
project.setScript('licenses', 'ts-node --transpile-only --project tsconfig.dev.json scripts/release/licenses.ts');
project.setScript('cdk-versions', 'ts-node --transpile-only --project tsconfig.dev.json scripts/release/cdk-versions.ts');
project.setScript('release', 'ts-node --transpile-only --project tsconfig.dev.json scripts/release/release.ts');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
const packageDotnet = project.tasks.tryFind('package:dotnet')!;
packageDotnet.reset('jsii-pacmak -v --target dotnet', { condition: 'dotnet --version' });
packageDotnet.say('No .NET here: only the C# sources are made, and nothing of them is compiled.', { condition: '! dotnet --version' });
packageDotnet.exec('jsii-pacmak -v --target dotnet --code-only', { condition: '! dotnet --version' });

project.synth();
