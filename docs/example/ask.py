"""Asks a record of the example from Python: Arrow tables, one `.to_pandas()` away from pandas."""

import detente

with detente.open("mackerel.duckdb") as record:
    counts = record.read("docs/example/reports")  # reports that the record knows are passed by
    print(counts.reports, "new,", counts.known, "known")

    events = record.events(pair=("Norway", "Iceland"), status="happened")
    table = events.select(["published", "actor", "type", "recipient"]).to_pandas()
    print(table.to_string(index=False))

    for row in record.conditions(holder="Norway").to_pylist():
        report = record.report(row["report"])
        print(report.text[row["span_start"] : row["span_end"]])
