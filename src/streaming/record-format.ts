import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { mayReadSchema } from '../policies/firehose-statements';
import { matches, Rule } from '../validation/check-props';

/** How records are put into one object. */
export interface TextFormatOptions {
  /**
   * End each record with a new line, so that records can be told apart. Switch it off for producers that do that themselves.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html#create-destination-s3
   * @default true
   */
  readonly appendNewline?: boolean;
}

/** A table of the Glue catalog, in the account and Region of the delivery stream. Its columns are the schema. */
export interface SchemaTable {
  /** Name of the database. */
  readonly databaseName: string;

  /** Name of the table. */
  readonly tableName: string;
}

const GLUE_NAME = /^\S{1,1024}$/;

/** The form in which records are written to the bucket. */
export class RecordFormat {
  /**
   * As they are, compressed with GZIP.
   *
   * @param options how records are put into one object
   */
  public static gzip(options: TextFormatOptions = {}): RecordFormat {
    return new RecordFormat('GZIP', options.appendNewline ?? true);
  }

  /**
   * As they are, compressed with Snappy.
   *
   * @param options how records are put into one object
   */
  public static snappy(options: TextFormatOptions = {}): RecordFormat {
    return new RecordFormat('Snappy', options.appendNewline ?? true);
  }

  /**
   * As they are.
   *
   * @param options how records are put into one object
   */
  public static uncompressed(options: TextFormatOptions = {}): RecordFormat {
    return new RecordFormat('UNCOMPRESSED', options.appendNewline ?? true);
  }

  /**
   * JSON to Parquet, compressed with Snappy. A record that is no JSON, or does not fit the schema, goes to `errors/format-conversion-failed/`.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html
   * @param table where the schema is
   */
  public static parquet(table: SchemaTable): RecordFormat {
    return new RecordFormat('UNCOMPRESSED', false, table, { parquetSerDe: { compression: 'SNAPPY' } });
  }

  /**
   * JSON to ORC, compressed with Snappy. A record that is no JSON, or does not fit the schema, goes to `errors/format-conversion-failed/`.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html
   * @param table where the schema is
   */
  public static orc(table: SchemaTable): RecordFormat {
    return new RecordFormat('UNCOMPRESSED', false, table, { orcSerDe: { compression: 'SNAPPY' } });
  }

  private constructor(
    private readonly compression: string,
    private readonly appendsNewline: boolean,
    private readonly table?: SchemaTable,
    private readonly serializer?: firehose.CfnDeliveryStream.SerializerProperty,
  ) {}

  /**
   * What must hold of the table with the schema.
   * @see https://docs.aws.amazon.com/firehose/latest/APIReference/API_SchemaConfiguration.html
   * @internal
   */
  public _rules(): Rule[] {
    return [
      matches('format.databaseName', this.table?.databaseName, GLUE_NAME, 'be 1 to 1,024 characters without spaces'),
      matches('format.tableName', this.table?.tableName, GLUE_NAME, 'be 1 to 1,024 characters without spaces'),
    ];
  }

  /** @internal */
  public get _isConverted(): boolean {
    return this.table !== undefined;
  }

  /** @internal */
  public _statements(stack: Stack): iam.PolicyStatement[] {
    return this.table ? [mayReadSchema(stack, this.table.databaseName, this.table.tableName)] : [];
  }

  /** @internal */
  public _processors(): firehose.CfnDeliveryStream.ProcessorProperty[] {
    return this.appendsNewline ? [{ type: 'AppendDelimiterToRecord', parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }] }] : [];
  }

  /**
   * The serializer compresses what it converts, so the objects are not compressed once more.
   * @internal
   */
  public _configuration(role: iam.IRole): Partial<firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty> {
    const { compression: compressionFormat, table, serializer } = this;
    return table === undefined ? { compressionFormat } : {
      compressionFormat,
      dataFormatConversionConfiguration: {
        enabled: true,
        schemaConfiguration: { ...table, catalogId: Aws.ACCOUNT_ID, region: Aws.REGION, roleArn: role.roleArn, versionId: 'LATEST' },
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
        outputFormatConfiguration: { serializer },
      },
    };
  }
}
