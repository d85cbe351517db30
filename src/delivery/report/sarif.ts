import { PlaceOf } from './place';
import { remedy, sentence } from './sentence';
import { Level, levelOf } from './tally';
import { Finding } from '../check-templates';
import { Rule } from '../rules/rule';

/** What the log is to hold. */
export interface SarifOptions {
  /** List what is unknown too, as notes. */
  readonly unknown: boolean;
  readonly placeOf: PlaceOf;
  readonly rules: readonly Rule[];
  /** Version of this package. */
  readonly version: string;
}

const LEVELS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', unknown: 'note' };

/**
 * The findings as a log that code scanning reads.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf(findings: readonly Finding[], { unknown, placeOf, rules, version }: SarifOptions): string {
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const listed = findings.map((finding) => ({ finding, level: levelOf(finding) }))
    .filter((one): one is { finding: Finding; level: Level } => one.level !== undefined && (unknown || one.level !== 'unknown'));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk-keel', version, informationUri: 'https://github.com/cdk-keel/cdk-keel', rules: rules.map(descriptor) } },
      results: listed.map(({ finding, level }) => ({
        ruleId: finding.rule.id,
        ruleIndex: indexOf.get(finding.rule.id),
        level: LEVELS[level],
        message: { text: `${sentence(finding)} ${remedy(finding)}` },
        locations: [location(finding, placeOf)],
      })),
    }],
  }, null, 2);
}

/** Code scanning asks for all three texts. */
function descriptor({ id, proves, source, severity }: Rule): object {
  return {
    id,
    shortDescription: { text: proves },
    fullDescription: { text: proves },
    help: { text: `${proves} See ${source}`, markdown: `${proves} See [AWS](${source}).` },
    helpUri: source,
    defaultConfiguration: { level: severity ?? 'error' },
  };
}

function location({ at }: Finding, placeOf: PlaceOf): object {
  const place = placeOf(at);
  return {
    physicalLocation: place && {
      artifactLocation: { uri: place.file.split(/[\\/]/).map(encodeURIComponent).join('/') },
      region: { startLine: place.line ?? 1 },
    },
    logicalLocations: [{ name: at.logicalId, fullyQualifiedName: at.path, kind: 'resource' }],
  };
}
