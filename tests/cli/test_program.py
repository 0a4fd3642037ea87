"""Runs the couplet program as a user would: python3 test_program.py PROGRAM SOURCE_FOLDER."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
SOURCE = pathlib.Path(sys.argv.pop(1)).resolve()
SCENARIOS = SOURCE / "scenarios"

SMALL = ["--set", "population.couples=48", "--set", "time.duration=5 weeks",
         "--set", "time.warm_up=10 days", "--set", "questionnaire.every=2 weeks"]


def couplet(*arguments, **more):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=300, **more)


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_small(self, name, *more, scenario="quickstart"):
        """A short run; returns the JSON that it prints."""
        done = couplet("run", SCENARIOS / f"{scenario}.toml", *SMALL, "--set",
                       "intervention.eft.start=1 week" if scenario == "quickstart"
                       else "population.age=3 years", "-o", self.folder / name, "--json", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)


class Help(Program):
    def test_every_verb_has_help(self):
        for verb in ([], ["run"], ["check"], ["describe"], ["schema"], ["replay"],
                     ["effects"], ["power"]):
            for flag in ("-h", "--help"):
                done = couplet(*verb, flag)
                self.assertEqual(done.returncode, 0)
                self.assertIn("Usage", done.stdout)

    def test_version(self):
        done = couplet("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^couplet \d+\.\d+\.\d+ \(\w")

    def test_mistakes_on_the_command_line(self):
        for arguments in ([], ["fly"], ["run"], ["run", "x.toml", "--thraeds", "2"],
                          ["replay", "x.h5"], ["run", "x.toml", "--threads", "0"]):
            done = couplet(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr)
            self.assertEqual(done.stdout, "")


class Check(Program):
    def test_shipped_scenarios_are_valid(self):
        for path in sorted(SCENARIOS.glob("*.toml")):
            self.assertEqual(couplet("check", path).returncode, 0, path)

    def test_all_problems_at_once_with_line_and_key(self):
        path = self.folder / "bad.toml"
        path.write_text('[time]\nduration = "52 weaks"\n[population]\ncouples = -3\n')
        for verb in ("check", "run"):
            done = couplet(verb, path)
            self.assertEqual(done.returncode, 2)
            said = done.stdout + done.stderr
            self.assertIn("bad.toml:2", said)
            self.assertIn("time.duration", said)
            self.assertIn("bad.toml:4", said)
            self.assertIn("population.couples", said)
        self.assertEqual(list(self.folder.glob("*.h5*")), [])

    def test_json(self):
        done = couplet("check", SCENARIOS / "quickstart.toml", "--set", "mechanisms.strss=false",
                       "--json")
        self.assertEqual(done.returncode, 2)
        problem = json.loads(done.stdout)["problems"][0]
        self.assertIn("stress", problem["suggestion"])


class Describe(Program):
    def test_every_parameter_has_its_source(self):
        rows = json.loads(couplet("describe", "--json").stdout)
        self.assertGreater(len(rows), 50)
        for row in rows:
            self.assertLessEqual(row["low"], row["default"])
            self.assertLessEqual(row["default"], row["high"])
            self.assertIn(row["status"], ("measured", "fitted", "assumed"))
            self.assertTrue(row["source"] and row["meaning"], row["path"])

    def test_filter_and_table(self):
        done = couplet("describe", "physiology")
        self.assertEqual(done.returncode, 0)
        self.assertIn("physiology.half_life", done.stdout)
        self.assertNotIn("stress.event_size", done.stdout)
        self.assertEqual(couplet("describe", "no_such_thing").returncode, 2)

    def test_page_of_parameters_is_up_to_date(self):
        page = couplet("describe", "--markdown").stdout
        self.assertEqual(page, (SOURCE / "docs/parameters.md").read_text(encoding="utf-8"),
                         "couplet describe --markdown > docs/parameters.md")
        self.assertEqual(page.count("\n| `"), len(json.loads(couplet("describe", "--json").stdout)))

    def test_schema_is_json(self):
        schema = json.loads(couplet("schema").stdout)
        self.assertIn("population", schema["properties"])


class Run(Program):
    def test_table_and_file(self):
        done = couplet("run", SCENARIOS / "quickstart.toml", *SMALL, "--set",
                       "intervention.eft.start=1 week", "-o", self.folder / "a.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("control", "eft", "secure-secure", "satisfaction", "separated"):
            self.assertIn(word, done.stdout)
        self.assertTrue((self.folder / "a.h5").exists())
        self.assertFalse((self.folder / "a.h5.partial").exists())

    def test_an_existing_file_is_kept(self):
        path = self.folder / "a.h5"
        path.write_text("mine")
        done = couplet("run", SCENARIOS / "quickstart.toml", "-o", path)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--overwrite", done.stderr)
        self.assertEqual(path.read_text(), "mine")
        self.run_small("a.h5", "--overwrite")
        self.assertNotEqual(path.read_bytes()[:4], b"mine")

    def test_a_folder_that_is_not_there(self):
        done = couplet("run", SCENARIOS / "quickstart.toml", *SMALL, "--set",
                       "intervention.eft.start=1 week", "-o", self.folder / "no" / "a.h5")
        self.assertEqual(done.returncode, 3)
        self.assertIn("a.h5", done.stderr)

    def test_dry_run_makes_nothing(self):
        done = couplet("run", SCENARIOS / "quickstart.toml", "--dry-run", "-o",
                       self.folder / "a.h5")
        self.assertEqual(done.returncode, 0)
        self.assertIn("2,000", done.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_missing_seed_is_drawn_and_told(self):
        text = (SCENARIOS / "cycle.toml").read_text().replace("seed = ", "# seed = ", 1)
        scenario = self.folder / "noseed.toml"
        scenario.write_text(text)
        first = couplet("run", scenario, "-o", self.folder / "a.h5", "--json")
        self.assertEqual(first.returncode, 0, first.stderr)
        said = json.loads(first.stdout)
        self.assertIn(str(said["seed"]), first.stderr)
        second = couplet("run", scenario, "--seed", said["seed"], "-o", self.folder / "b.h5",
                         "--json")
        self.assertEqual(json.loads(second.stdout)["digest"], said["digest"])

    def test_digest_is_the_same_however_it_is_run(self):
        reference = self.run_small("a.h5")["digest"]
        kernels = [k for k in ("scalar", "sse2", "avx2", "avx512")
                   if couplet("run", SCENARIOS / "cycle.toml", "--dry-run", "--kernel",
                              k).returncode == 0]
        self.assertIn("scalar", kernels)
        ways = [["--threads", n] for n in (1, 2, 3, 7)]
        ways += [["--kernel", k] for k in kernels]
        ways += [["--set", "recording.variables=[]"], ["--set", "recording.events=false"],
                 ["--set", "recording.every=1 day"]]
        for number, way in enumerate(ways):
            digest = self.run_small(f"{number}.h5", *way)["digest"]
            self.assertEqual(digest, reference, way)
        self.assertNotEqual(self.run_small("s.h5", "--seed", 5)["digest"], reference)

    def test_unknown_kernel(self):
        done = couplet("run", SCENARIOS / "cycle.toml", "--kernel", "mmx")
        self.assertEqual(done.returncode, 2)
        self.assertIn("scalar", done.stderr)

    def test_interrupt(self):
        process = subprocess.Popen(
            [str(PROGRAM), "run", str(SCENARIOS / "quickstart.toml"), "--set",
             "population.couples=200000", "-o", str(self.folder / "a.h5")],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 60
        while not list(self.folder.glob("a.h5*")) and time.time() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("interrupted", said)
        self.assertFalse((self.folder / "a.h5").exists())
        self.assertFalse((self.folder / "a.h5.partial").exists())


class Replay(Program):
    def test_values_are_those_of_the_file(self):
        self.run_small("a.h5", "--set", "recording.variables=[\"all\"]")
        for couple in (0, 7, 47):
            for arm in ("control", "eft"):
                done = couplet("replay", self.folder / "a.h5", "--couple", couple, "--arm", arm)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("as the file holds them", done.stderr)
                self.assertIn("partner 0", done.stdout)

    def test_the_teaching_cycle(self):
        """The discussion in cycle.toml shows what its question announces."""
        path = self.folder / "cycle.h5"
        self.assertEqual(couplet("run", SCENARIOS / "cycle.toml", "-o", path).returncode, 0)
        told = json.loads(couplet("replay", path, "--couple", 0, "--json", "-q").stdout)
        talk = [t for t in told["turns"] if t["encounter"] == 1]
        pursuit = {"reassurance_seeking", "protest", "criticism"}
        flight = {"withdrawal", "stonewalling"}
        anxious = sum(t["partners"][0]["act"] in pursuit for t in talk)
        avoidant = sum(t["partners"][1]["act"] in flight for t in talk)
        self.assertGreater(anxious, len(talk) / 4)
        self.assertGreater(avoidant, len(talk) / 4)
        phases = {t["phase"] for t in talk}
        for phase in ("pursuit", "overwhelm", "withdrawal", "repair"):
            self.assertIn(phase, phases)

    def test_mistakes(self):
        self.run_small("a.h5")
        path = self.folder / "a.h5"
        for arguments in (["--couple", 48], ["--couple", 0, "--arm", "cbt"],
                          ["--couple", 0, "--from", 35]):
            self.assertEqual(couplet("replay", path, *arguments).returncode, 2, arguments)
        self.assertEqual(couplet("replay", self.folder / "b.h5", "--couple", 0).returncode, 3)
        text = self.folder / "c.h5"
        text.write_text("not a result file")
        self.assertEqual(couplet("replay", text, "--couple", 0).returncode, 3)


class Effects(Program):
    def test_tables_json_and_csv_agree(self):
        self.run_small("a.h5")
        csv = self.folder / "a.csv"
        table = couplet("effects", self.folder / "a.h5", "--csv", csv)
        self.assertEqual(table.returncode, 0, table.stderr)
        for line in table.stdout.splitlines():
            self.assertLessEqual(len(line), 104, line)
        for word in ("twins", "number needed to treat", "Not computed. Recovery"):
            self.assertIn(word, table.stdout)
        told = json.loads(couplet("effects", self.folder / "a.h5", "--json").stdout)
        self.assertEqual(told["reference"], "control")
        self.assertEqual(len(told["rows"]), len(csv.read_text().splitlines()) - 1)
        before = [r for r in told["rows"] if r["table"] == "change" and r["day"] == 0
                  and r["outcome"] == "csi16" and r["statistic"] == "mean"]
        self.assertEqual(len({r["value"] for r in before if r["analysis"] == "intention_to_treat"}), 1)

    def test_mistakes_say_what_there_is(self):
        self.run_small("a.h5")
        for more, word in ((["--against", "contrl"], "control"), (["--outcome", "csi"], "csi16"),
                           (["--day", "3"], "14")):
            done = couplet("effects", self.folder / "a.h5", *more)
            self.assertEqual(done.returncode, 2, more)
            self.assertIn(word, done.stderr)
        self.assertEqual(couplet("effects", self.folder / "none.h5").returncode, 3)

    def test_without_questionnaires_it_says_what_to_add(self):
        done = couplet("run", SCENARIOS / "pairings.toml", "--set", "population.couples=32", "--set",
                       "time.duration=3 weeks", "-q", "-o", self.folder / "p.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = couplet("effects", self.folder / "p.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("[questionnaire]", done.stdout)


class Power(Program):
    def test_a_trial_and_its_null(self):
        done = couplet("power", SCENARIOS / "quickstart.toml", "--pool", "400", "--replicates", "100",
                       "--set", "time.duration=30 weeks", "--set", "questionnaire.every=15 weeks",
                       "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        for curve in told["curves"]:
            self.assertTrue(curve["power"] and curve["null"])
            self.assertLess(curve["null"][-1]["share"], 0.2)
        self.assertGreater(told["twin_efficiency"]["ratio"], 1)

    def test_mistakes_say_what_to_add(self):
        for more, word in ((["--diary", "negative_affect"], "OUTCOME~PREDICTOR"),
                           (["--diary", "negative_affect~perceived_conflict"], "[diary]"),
                           (["--outcome", "csi"], "csi16"), (["--sizes", "5000"], "--pool")):
            done = couplet("power", SCENARIOS / "quickstart.toml", "--pool", "100",
                           "--set", "time.duration=5 weeks", "--set", "questionnaire.every=2 weeks",
                           "--set", "intervention.eft.start=1 week", *more)
            self.assertEqual(done.returncode, 2, (more, done.stderr))
            self.assertIn(word, done.stderr)


class Validate(Program):
    def test_every_range_has_a_row_and_the_page_says_the_same(self):
        page = self.folder / "validation.md"
        done = couplet("validate", "--quick", "--json", "--markdown", page)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = json.loads(done.stdout)
        self.assertEqual(len({row["id"] for row in rows}), 78)
        computed = [row for row in rows if row["value"] is not None]
        self.assertGreater(len(computed), 60)
        for row in computed:
            inside = ((row["low"] is None or row["low"] <= row["value"]) and
                      (row["high"] is None or row["value"] <= row["high"]))
            self.assertEqual(inside, row["verdict"] == "inside", row)
        text = page.read_text()
        for row in rows:
            self.assertIn(f"| {row['id']} |", text)

    def test_the_page_can_be_refused(self):
        done = couplet("validate", "--quick", "--markdown", self.folder / "no" / "page.md")
        self.assertEqual(done.returncode, 3)


if __name__ == "__main__":
    unittest.main()
