/**
 * A program that EMR installs on a cluster.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-7140-release.html
 */
export class EmrApplication {
  /** Sends metrics of the nodes to CloudWatch, for which the instance role needs rights. */
  public static readonly CLOUDWATCH_AGENT = new EmrApplication('AmazonCloudWatchAgent');
  /** Tables of Delta Lake. */
  public static readonly DELTA = new EmrApplication('Delta');
  /** Streams with Apache Flink. */
  public static readonly FLINK = new EmrApplication('Flink');
  /** MapReduce, YARN and HDFS. */
  public static readonly HADOOP = new EmrApplication('Hadoop');
  /** A table store beside YARN: no auto-termination and no managed scaling. */
  public static readonly HBASE = new EmrApplication('HBase', false);
  /** Tables of Hive for other programs. */
  public static readonly HCATALOG = new EmrApplication('HCatalog');
  /** SQL as batches. */
  public static readonly HIVE = new EmrApplication('Hive');
  /** Tables of Apache Hudi. */
  public static readonly HUDI = new EmrApplication('Hudi');
  /** Tables of Apache Iceberg. */
  public static readonly ICEBERG = new EmrApplication('Iceberg');
  /** A gateway for EMR Studio and notebooks. */
  public static readonly JUPYTER_ENTERPRISE_GATEWAY = new EmrApplication('JupyterEnterpriseGateway');
  /** Spark by REST. */
  public static readonly LIVY = new EmrApplication('Livy');
  /** SQL on HBase: no auto-termination and no managed scaling. */
  public static readonly PHOENIX = new EmrApplication('Phoenix', false);
  /** Interactive SQL beside YARN: no auto-termination and no managed scaling. */
  public static readonly PRESTO = new EmrApplication('Presto', false);
  /** Apache Spark. */
  public static readonly SPARK = new EmrApplication('Spark');
  /** The engine of Hive. */
  public static readonly TEZ = new EmrApplication('Tez');
  /** Interactive SQL beside YARN: no auto-termination and no managed scaling. */
  public static readonly TRINO = new EmrApplication('Trino', false);
  /** Notebooks. */
  public static readonly ZEPPELIN = new EmrApplication('Zeppelin');
  /** Coordination of distributed programs. */
  public static readonly ZOOKEEPER = new EmrApplication('ZooKeeper');

  /**
   * One that has no constant here, and that runs on YARN.
   *
   * @param name as EMR writes it
   */
  public static of(name: string): EmrApplication {
    return Object.values(EmrApplication).find((one) => one instanceof EmrApplication && one.name === name) ?? new EmrApplication(name);
  }

  private constructor(
    /** As EMR writes it. */
    public readonly name: string,
    /** Whether YARN runs its work, so that EMR sees whether the cluster is idle and what it needs. */
    public readonly runsOnYarn: boolean = true,
  ) {}
}
