/** A folder or an archive that is published, and what may be in it. */
export interface Artefact {
  readonly name: string;
  /** Its folder in `dist`. */
  readonly language: string;
  /** Where it is in that folder. */
  readonly path: string;
  /** Kinds of files by their paths. Each has to be there, and nothing else. */
  readonly kinds: { readonly [kind: string]: RegExp };
  /** In bytes, unpacked. */
  readonly limit?: number;
}

const literally = (text: string) => text.replace(/[.+]/g, '\\$&');

/** All that is published of a version, folders before the archives in them. */
export function artefactsOf(version: string, hasDotnet: boolean): Artefact[] {
  const v = literally(version);
  const library = `cdk-keel@${v}\\.jsii\\.tgz$`;
  const java = `io/github/cdk-keel/cdk-keel/${version}/cdk-keel-${version}`;
  const maven = { metadata: /^META-INF\// };
  return [
    { name: 'dist/js, all of which goes to npm', language: 'js', path: '', kinds: { package: new RegExp(`^${library}`) } },
    {
      name: 'npm package',
      language: 'js',
      path: `cdk-keel@${version}.jsii.tgz`,
      limit: 3_000_000,
      kinds: {
        'compiled JavaScript': /^package\/lib\/.+\.js$/,
        'types': /^package\/lib\/.+\.d\.ts$/,
        'jsii assembly': /^package\/\.jsii$/,
        'documentation': /^package\/(README|API|CHANGELOG)\.md$/,
        'license': /^package\/LICENSE$/,
        'manifest': /^package\/package\.json$/,
      },
    },
    {
      name: 'dist/python, all of which goes to PyPI',
      language: 'python',
      path: '',
      kinds: { 'wheel': new RegExp(`^cdk_keel-${v}-py3-none-any\\.whl$`), 'source distribution': new RegExp(`^cdk_keel-${v}\\.tar\\.gz$`) },
    },
    {
      name: 'Python wheel',
      language: 'python',
      path: `cdk_keel-${version}-py3-none-any.whl`,
      kinds: {
        Python: /^cdk_keel\/(_jsii\/)?(__init__\.py|py\.typed)$/,
        library: new RegExp(`^cdk_keel/_jsii/${library}`),
        command: /\.data\/scripts\/cdk-keel$/,
        metadata: /\.dist-info\/(METADATA|RECORD|WHEEL|top_level\.txt)$/,
        license: /\.dist-info\/(licenses\/)?LICENSE$/,
      },
    },
    {
      name: 'Python source distribution',
      language: 'python',
      path: `cdk_keel-${version}.tar.gz`,
      kinds: {
        Python: /^[^/]+\/src\/cdk_keel\/(_jsii\/)?(__init__\.py|py\.typed)$/,
        library: new RegExp(`^[^/]+/src/cdk_keel/_jsii/${library}`),
        command: /^[^/]+\/src\/cdk_keel\/_jsii\/bin\/cdk-keel$/,
        metadata: /^[^/]+\/(MANIFEST\.in|PKG-INFO|README\.md|pyproject\.toml|setup\.(cfg|py)|src\/cdk_keel\.egg-info\/[^/]+)$/,
        license: /^[^/]+\/LICENSE$/,
      },
    },
    {
      name: 'dist/java, all of which goes to Maven Central',
      language: 'java',
      path: '',
      kinds: {
        'package': new RegExp(`^${literally(java)}\\.(jar|pom)$`),
        'sources and documentation': new RegExp(`^${literally(java)}-(sources|javadoc)\\.jar$`),
        'list of versions': /\/cdk-keel\/maven-metadata\.xml$/,
        'checksums': new RegExp(`/cdk-keel/(${v}/cdk-keel-${v}(-sources|-javadoc)?\\.(jar|pom)|maven-metadata\\.xml)\\.(md5|sha1)$`),
      },
    },
    {
      name: 'Java package',
      language: 'java',
      path: `${java}.jar`,
      kinds: {
        'classes': /^io\/github\/cdkkeel\/[^/]+\.class$/,
        'library': new RegExp(`^io/github/cdkkeel/${library}`),
        'list of types': /^io\/github\/cdkkeel\/\$Module\.txt$/,
        ...maven,
      },
    },
    {
      name: 'Java sources',
      language: 'java',
      path: `${java}-sources.jar`,
      kinds: {
        'Java': /^io\/github\/cdkkeel\/[^/]+\.java$/,
        'library': new RegExp(`^io/github/cdkkeel/${library}`),
        'list of types': /^io\/github\/cdkkeel\/\$Module\.txt$/,
        ...maven,
      },
    },
    {
      name: 'Java documentation',
      language: 'java',
      path: `${java}-javadoc.jar`,
      kinds: {
        'pages': /\.html$/,
        'scripts and styles of javadoc': /^((script-dir|resources)\/[^/]+|[^/]+)\.(css|js|png)$/,
        'list of packages': /^(element|package)-list$/,
        'licenses of javadoc': /^legal\//,
        ...maven,
      },
    },
    {
      name: 'Go module',
      language: 'go',
      path: '',
      kinds: {
        Go: /^cdkkeel\/([^/]+|(jsii|internal)\/[^/]+)\.go$/,
        library: new RegExp(`^cdkkeel/jsii/cdk-keel-${v}\\.tgz$`),
        documentation: /^cdkkeel\/README\.md$/,
        license: /^cdkkeel\/LICENSE$/,
        module: /^cdkkeel\/(go\.mod|version)$/,
      },
    },
    hasDotnet
      ? { name: 'dist/dotnet, all of which goes to NuGet', language: 'dotnet', path: '', kinds: { package: new RegExp(`^CdkKeel\\.${v}\\.s?nupkg$`) } }
      : {
        name: 'C# sources (no .NET here: not compiled, no NuGet package)',
        language: 'dotnet',
        path: '',
        kinds: {
          'C#': /^CdkKeel\/.+\.cs$/,
          'library': new RegExp(`^CdkKeel/cdk-keel-${v}\\.tgz$`),
          'project': /^CdkKeel\/CdkKeel\.csproj$/,
          'license': /^CdkKeel\/LICENSE$/,
        },
      },
  ];
}
