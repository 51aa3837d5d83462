"""The peer: links the two files that bench.ts wrote with Splink on DuckDB; prints what it cost, writes the pairs."""
import json
import logging
import sys
import time

import duckdb
import splink
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

logging.disable(logging.WARNING)
plan = json.load(open(sys.argv[1]))
started, wall = time.process_time(), time.perf_counter()

connection = duckdb.connect()
connection.execute(f"SET threads = {plan['threads']}")
for side in ("left", "right"):
    connection.execute(
        f"CREATE TABLE {side}_rows AS SELECT * FROM read_json('{plan[side]}', columns = {{"
        "unique_id: 'VARCHAR', normal: 'VARCHAR', core: 'VARCHAR', former: 'VARCHAR', branch: 'BOOLEAN',"
        "region: 'VARCHAR', prefecture: 'VARCHAR', person: 'VARCHAR', surname: 'VARCHAR', capital: 'BIGINT',"
        "established: 'DATE', address: 'VARCHAR', keys: 'VARCHAR[]'})")
api = DuckDBAPI(connection=connection)
tables = [api.register(f"{side}_rows", dataset_display_name=side) for side in ("left", "right")]


def level(sql, label):
    return cll.CustomLevel(sql, label)


core = "core_l = core_r"
former = "coalesce(former_l = core_r, false) OR coalesce(former_r = core_l, false)"
name = cl.CustomComparison(
    output_column_name="core",
    comparison_levels=[
        cll.NullLevel("core"),
        level("branch_l <> branch_r", "branch"),
        level("normal_l = normal_r", "same"),
        {"sql_condition": core, "label_for_charts": "core", "tf_adjustment_column": "core",
         "tf_adjustment_weight": 1.0},
        level(former, "former"),
        cll.DamerauLevenshteinLevel("core", 1),
        level("length(core_l) >= 5 AND length(core_r) >= 5 AND damerau_levenshtein(core_l, core_r) <= 2", "two slips"),
        cll.JaroWinklerLevel("core", 0.92),
        cll.JaroWinklerLevel("core", 0.84),
        cll.JaroWinklerLevel("core", 0.7),
        cll.ElseLevel(),
    ])
region = cl.CustomComparison(
    output_column_name="region",
    comparison_levels=[cll.NullLevel("region"), cll.ExactMatchLevel("region"),
                       level("prefecture_l = prefecture_r", "prefecture"), cll.ElseLevel()])
person = cl.CustomComparison(
    output_column_name="person",
    comparison_levels=[cll.NullLevel("person"), cll.ExactMatchLevel("person", term_frequency_adjustments=True),
                       level("surname_l = surname_r", "surname"), cll.ElseLevel()])
capital = cl.CustomComparison(
    output_column_name="capital",
    comparison_levels=[cll.NullLevel("capital"), cll.ExactMatchLevel("capital", term_frequency_adjustments=True),
                       level("abs(capital_l - capital_r) <= 0.1 * greatest(capital_l, capital_r)", "near"),
                       cll.ElseLevel()])
established = cl.CustomComparison(
    output_column_name="established",
    comparison_levels=[cll.NullLevel("established"), cll.ExactMatchLevel("established"),
                       level("abs(date_diff('day', established_l, established_r)) <= 31 OR "
                             "damerau_levenshtein(established_l::VARCHAR, established_r::VARCHAR) <= 1", "slip"),
                       level("year(established_l) = year(established_r)", "year"), cll.ElseLevel()])
address = cl.CustomComparison(
    output_column_name="address",
    comparison_levels=[cll.NullLevel("address"), cll.ExactMatchLevel("address"),
                       cll.JaroWinklerLevel("address", 0.9), cll.ElseLevel()])

settings = SettingsCreator(
    link_type="link_only",
    comparisons=[name, region, person, capital, established, address],
    blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
    retain_matching_columns=False,
    retain_intermediate_calculation_columns=False,
)
linker = Linker(tables, settings, log_level=None)
linker.training.estimate_probability_two_random_records_match(
    [block_on("core", "established"), block_on("person", "established")], recall=0.8)
linker.training.estimate_u_using_random_sampling(max_pairs=plan["randomPairs"], seed=1)
whole = {"record_sample_proportion": 1.0}
linker.training.estimate_parameters_using_expectation_maximisation(block_on("core"), **whole)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("person", "established"), **whole)
pairs = linker.inference.predict(threshold_match_weight=plan["weightMin"])
frame = pairs.as_duckdbpyrelation()
frame.project("unique_id_l, unique_id_r, match_weight").write_csv(plan["pairs"], header=False)
cost = {"version": splink.__version__, "duckdb": duckdb.__version__,
        "cpuSeconds": time.process_time() - started, "wallSeconds": time.perf_counter() - wall}
print(json.dumps(cost))
