import { Rule } from './rule';
import { Edge, roleOf } from '../access/edge';
import { judgeAccess } from '../access/judge-access';
import { same } from '../expression/match';
import { text } from '../expression/text';
import { every, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { compare, inEachBranch, isGiven, isOn, numberIn } from '../model/property';
import { isIntrinsic, Json, JsonObject, objectOf, possible } from '../model/template';
import { bucketDestinations, Destination, firehoseFor } from '../senders/delivery-streams';

const edge = 'Delivery stream to bucket with a converted format';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html';

interface Conversion extends Destination {
  readonly conversion: JsonObject;
  readonly schema: JsonObject;
}

/** Delivery streams that convert the format of their records. */
const conversions = perModel((model): Conversion[] => bucketDestinations(model).flatMap(({ stream, configuration }) => (
  possible(configuration.DataFormatConversionConfiguration).map(objectOf).filter(({ Enabled }) => isOn(stream, Enabled, true) === 'yes')
    .map((conversion) => ({ stream, configuration, conversion, schema: objectOf(conversion.SchemaConfiguration) }))
)));

/** Are there all of some properties, whatever branch of an `Fn::If` it comes to? */
function hasAll(value: Json, names: readonly string[]): Verdict {
  return inEachBranch(value, (one) => (isIntrinsic(one) ? 'unknown' : every(names, (name) => isGiven(objectOf(one)[name]))));
}

/** What Firehose reads of the schema: its table, and what that is in. */
interface SchemaEdges {
  readonly table: Edge;
  readonly around: readonly Edge[];
}

const schemas = perModel((model): SchemaEdges[] => conversions(model).flatMap(({ stream, schema }) => {
  if (schema.TableName === undefined) return [];
  const { CatalogId = { Ref: 'AWS::AccountId' }, DatabaseName, Region = { Ref: 'AWS::Region' }, RoleARN, TableName } = schema;
  const arn = (...resource: (typeof DatabaseName)[]) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':glue:', Region, ':', CatalogId, ':', ...resource]],
  });
  const all = [arn('catalog'), arn('database/', DatabaseName), arn('table/', DatabaseName, '/', TableName)];
  const [catalog, database, table] = all.map((one): Edge => ({
    from: stream,
    to: stream,
    sender: firehoseFor(stream),
    role: roleOf(model, stream, RoleARN) ?? 'unknown',
    actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
    calledArn: stream.textOf(one),
    calledReference: all,
  }));
  return [{ table, around: [catalog, database] }];
}));

/** What Firehose needs to convert records to Parquet or ORC. */
export const FIREHOSE_CONVERSION: Rule[] = [
  {
    id: 'KEEL-FIREHOSE-S3-08',
    proves: `${edge}: its buffer is large enough.`,
    source,
    judge: (model) => conversions(model).map(({ stream, configuration }) => ({
      from: stream,
      delivers: compare(numberIn(stream, objectOf(configuration.BufferingHints).SizeInMBs, 128), 64, (size, least) => size >= least),
      at: stream,
      because: 'its buffer is smaller than 64 MiB, which Firehose refuses where it converts the format',
      fix: 'Set SizeInMBs of its BufferingHints to 64 or more.',
    })),
  },
  {
    id: 'KEEL-FIREHOSE-S3-09',
    proves: `${edge}: its objects are not compressed once more.`,
    source,
    judge: (model) => conversions(model).map(({ stream, configuration }) => ({
      from: stream,
      delivers: same(stream.textOf(configuration.CompressionFormat ?? 'UNCOMPRESSED'), text('UNCOMPRESSED')),
      at: stream,
      because: 'its CompressionFormat is not UNCOMPRESSED, which Firehose refuses where it converts the format: the serializer compresses',
      fix: 'Set its CompressionFormat to UNCOMPRESSED, or leave it out.',
    })),
  },
  {
    id: 'KEEL-FIREHOSE-S3-10',
    proves: `${edge}: its role may read the schema.`,
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue',
    judge: (model) => schemas(model).map(({ table }) => judgeAccess(model, table)),
  },
  {
    id: 'KEEL-FIREHOSE-S3-14',
    proves: `${edge}: its role may read the database and the catalog of the schema.`,
    source: 'https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html#data-catalog-resource-arns',
    judge: (model) => schemas(model).flatMap(({ around }) => around.map((one) => judgeAccess(model, one))),
  },
  {
    id: 'KEEL-FIREHOSE-S3-17',
    proves: `${edge}: it names the table that is the schema, and a role to read it with.`,
    source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_SchemaConfiguration.html',
    judge: (model) => conversions(model).map(({ stream, conversion }) => ({
      from: stream,
      delivers: hasAll(conversion.SchemaConfiguration, ['DatabaseName', 'RoleARN', 'TableName']),
      at: stream,
      because: 'its SchemaConfiguration lacks DatabaseName, TableName or RoleARN, which Firehose refuses where it converts the format',
      fix: 'Set DatabaseName, TableName and RoleARN of its SchemaConfiguration.',
    })),
  },
  {
    id: 'KEEL-FIREHOSE-S3-18',
    proves: `${edge}: it says what to convert from and to.`,
    source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_DataFormatConversionConfiguration.html',
    judge: (model) => conversions(model).map(({ stream, conversion }) => ({
      from: stream,
      delivers: hasAll(conversion, ['InputFormatConfiguration', 'OutputFormatConfiguration']),
      at: stream,
      because: 'it has no InputFormatConfiguration or no OutputFormatConfiguration, which Firehose refuses where it converts the format',
      fix: 'Set InputFormatConfiguration and OutputFormatConfiguration of its DataFormatConversionConfiguration.',
    })),
  },
];
