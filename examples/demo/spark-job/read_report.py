"""Prints a report as JSON: `read_report.py <folder>`."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
rows = spark.read.parquet(sys.argv[1]).orderBy("device").collect()
print("REPORT", json.dumps([{"device": row.device, "clicks": row.clicks, "last": row.last_click.isoformat()} for row in rows]))
