"""The peer: bins the columns that bench.ts wrote with optbinning and prints what each cost and gave."""
import json
import sys
import time

import numpy as np
import optbinning
from optbinning import OptimalBinning


def cpu_seconds():
    return time.process_time()


plan = json.load(open(sys.argv[1]))
answers = []
for column in plan["columns"]:
    values = np.fromfile(column["values"], dtype=np.float64)
    labels = np.fromfile(column["labels"], dtype=np.uint8).astype(np.int64)
    for case in plan["cases"]:
        binning = OptimalBinning(name=column["name"], dtype="numerical", **case["peer"])
        started, wall = cpu_seconds(), time.perf_counter()
        binning.fit(values, labels)
        spent, waited = cpu_seconds() - started, time.perf_counter() - wall
        table = binning.binning_table.build()
        answers.append({
            "column": column["name"],
            "case": case["name"],
            "cpuSeconds": spent,
            "wallSeconds": waited,
            "status": binning.status,
            "splits": [float(split) for split in binning.splits],
            "iv": float(table["IV"].iloc[-1]),
        })
        print(column["name"], case["name"], answers[-1]["status"], round(spent, 2), file=sys.stderr, flush=True)
print(json.dumps({"version": optbinning.__version__, "answers": answers}))
