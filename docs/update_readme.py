#!/usr/bin/env python3
"""Writes the outcome table of scenarios/quickstart.toml into README.md.

    python3 docs/update_readme.py [--couplet PATH]

The table stands between two comments, quickstart-table and /quickstart-table.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- quickstart-table -->\n", "<!-- /quickstart-table -->"
PAIRINGS = ("all", "secure-secure", "anxious-avoidant")
COLUMNS = {  # heading: key, factor, decimals
    "satisfaction (CSI-16)": ("satisfaction", 1, 1),
    "conflicts a month": ("conflicts_per_month", 1, 2),
    "of them demand-withdraw %": ("demand_withdraw_share", 100, 0),
    "separated %": ("separated", 100, 1),
}


def interval(estimate, factor, decimals):
    if estimate["value"] is None:
        return "-"
    value, low, high = (f"{estimate[key] * factor:.{decimals}f}" if estimate[key] is not None
                        else "-" for key in ("value", "low", "high"))
    return f"{value} ({low}-{high})"


def table(outcomes):
    lines = ["| arm | pairing | couples | " + " | ".join(COLUMNS) + " |",
             "|---|---|--:|" + "--:|" * len(COLUMNS)]
    for row in outcomes:
        if row["pairing"] in PAIRINGS:
            lines.append(f"| {row['arm']} | {row['pairing']} | {row['couples']:,} | " +
                         " | ".join(interval(row[key], factor, decimals)
                                    for key, factor, decimals in COLUMNS.values()) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--couplet", default=str(ROOT / "build/release/couplet"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [arguments.couplet, "run", str(ROOT / "scenarios/quickstart.toml"), "--json",
             "--quiet", "-o", str(pathlib.Path(folder) / "quickstart.h5")],
            check=True, capture_output=True, text=True)
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(before + BEGIN + table(json.loads(run.stdout)["outcomes"]) + END + after,
                      encoding="utf-8")


if __name__ == "__main__":
    main()
