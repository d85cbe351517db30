"""Counts clicks per device: `clicks_per_device.py <folder of JSON lines> <folder of the report>`, as Parquet."""
import sys

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, count, max as latest

SCHEMA = "device STRING, kind STRING, at TIMESTAMP"


def main(source: str, report: str) -> None:
    spark = SparkSession.builder.appName("clicks-per-device").getOrCreate()
    per_device = (
        read(spark, source)
        .where((col("kind") == "click") & col("device").isNotNull())
        .groupBy("device")
        .agg(count("*").alias("clicks"), latest("at").alias("last_click"))
    )
    per_device.coalesce(1).write.mode("overwrite").parquet(report)
    spark.stop()


def read(spark: SparkSession, source: str) -> DataFrame:
    """Lines that are no JSON have no kind, and so are no clicks. A folder to which nothing has come yet is no error."""
    try:
        return spark.read.schema(SCHEMA).json(source)
    except AnalysisException as error:
        if error.getErrorClass() != "PATH_NOT_FOUND":
            raise
        return spark.createDataFrame([], SCHEMA)


if __name__ == "__main__":
    main(*sys.argv[1:])
