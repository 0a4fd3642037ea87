#!/usr/bin/env python3
"""Writes what the program prints into the pages that show it.

    python3 docs/update_outputs.py [--couplet PATH]

In README.md the outcome table of scenarios/quickstart.toml stands between two comments, quickstart-table and
/quickstart-table. In docs/effects.md and docs/trials.md the comment before a block of output names what was
printed and which parts of it are shown: <!-- printed: effects quickstart: head 1 2 -->. Numbers in the text around
them are not touched.
"""

import argparse
import json
import pathlib
import re
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
SCENARIOS = {"quickstart": "scenarios/quickstart.toml",
             "eft_randomised": "scenarios/trials/eft_randomised.toml"}
PAGES = ("docs/effects.md", "docs/trials.md")
BLOCK = re.compile(r"(<!-- printed: (\w+) (\w+): ([\w ]+) -->\n```\n)(.*?)(```\n)", re.DOTALL)


class Printer:
    """Runs the program in a folder of its own, each command once."""

    def __init__(self, couplet, folder):
        self.couplet, self.folder, self.seen = couplet, folder, {}

    def __call__(self, *words):
        if words not in self.seen:
            self.seen[words] = subprocess.run([self.couplet, *words], cwd=self.folder, check=True,
                                              capture_output=True, text=True).stdout
        return self.seen[words]

    def run(self, name):
        return self("run", str(ROOT / SCENARIOS[name]), "--json", "--quiet", "-o", f"{name}.h5")

    def about(self, verb, name):
        if verb == "power":
            return self("power", str(ROOT / SCENARIOS[name]))
        self.run(name)
        return self(verb, f"{name}.h5")


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


def parts(text):
    """The numbered tables by their number, and what stands before them as `head`."""
    pieces = re.split(r"^(?=\d+\. )", text, flags=re.MULTILINE)
    found = {"head": pieces[0]}
    found.update((piece.split(".")[0], piece) for piece in pieces[1:])
    return found


def update(path, change):
    page = ROOT / path
    page.write_text(change(page.read_text(encoding="utf-8")), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--couplet", default=str(ROOT / "build/release/couplet"))
    couplet = str(pathlib.Path(parser.parse_args().couplet).resolve())
    with tempfile.TemporaryDirectory() as folder:
        printed = Printer(couplet, folder)

        def readme(text):
            before, rest = text.split(BEGIN)
            outcomes = json.loads(printed.run("quickstart"))["outcomes"]
            return before + BEGIN + table(outcomes) + END + rest.split(END)[1]

        def blocks(text):
            if len(BLOCK.findall(text)) != text.count("<!-- printed:"):
                raise SystemExit("a comment <!-- printed: ... --> is malformed, or no block follows it")
            return BLOCK.sub(block, text)

        def block(match):
            start, verb, name, shown, _, end = match.groups()
            found = parts(printed.about(verb, name))
            text = "\n".join(found[part].strip("\n") + "\n" for part in shown.split())
            return start + text + end

        update("README.md", readme)
        for page in PAGES:
            update(page, blocks)


if __name__ == "__main__":
    main()
