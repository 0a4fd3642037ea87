"""Runs couplet calibrate as a user would: python3 test_calibrate.py PROGRAM SOURCE_FOLDER."""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
SOURCE = pathlib.Path(sys.argv.pop(1)).resolve()

# The second parameter starts far from where the targets want it, so that there is something to gain.
STUDY = """
free = ["{0}", {{ name = "{1}", start = 0.2, prior = 1 }}]
targets = "targets.csv"
[size]
community = 60
cohort = 48
laboratory = 48
treated = 24
[stop]
evaluations = 9
"""
TARGETS = """id,part,low,high
T16,r,-0.5,-0.4
T18,r,-0.7,-0.6
T24,r,0.1,0.2
"""


def couplet(*arguments, **more):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=600, **more)


class Calibrate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        rows = json.loads(couplet("describe", "appraisal", "--json").stdout)
        self.names = [row["path"].removeprefix("model.") for row in rows[:2]]
        self.study = self.folder / "study.toml"
        self.study.write_text(STUDY.format(*self.names))
        (self.folder / "targets.csv").write_text(TARGETS)
        self.output = self.folder / "o.toml"

    def calibrate(self, *more, code=0, output=None):
        done = couplet("calibrate", self.study, "-o", output or self.output, *more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_a_fit_its_overlay_and_resuming(self):
        said = json.loads(self.calibrate("--json", "--markdown", self.folder / "p.md").stdout)
        self.assertTrue(said["complete"])
        before, after = (said[when]["loss"] + said[when]["prior"] for when in ("before", "after"))
        self.assertLess(after, before)
        self.assertLessEqual(said["evaluations"], 9)
        self.assertEqual(len(said["targets_met"]), 3)
        self.assertIn(self.names[0], (self.folder / "p.md").read_text())
        text = self.output.read_text()
        for word in (said["study_sha256"], said["targets_sha256"], "seed 1", "loss"):
            self.assertIn(word, text)
        mechanism, name = self.names[0].split(".")
        self.assertAlmostEqual(tomllib.loads(text)["model"][mechanism][name],
                               said["parameters"][0]["after"], places=5)
        # A scenario takes it.
        done = couplet("check", SOURCE / "scenarios" / "quickstart.toml", "--parameters",
                       self.output)
        self.assertEqual(done.returncode, 0, done.stderr)
        # Going on after a torn line in the middle of the journal gives the same file.
        journal = pathlib.Path(f"{self.output}.journal")
        lines = journal.read_text().splitlines(keepends=True)
        again = self.folder / "again.toml"
        pathlib.Path(f"{again}.journal").write_text("".join(lines[:4]) + lines[4][:30])
        resumed = self.calibrate("--resume", output=again)
        self.assertIn("3 in the journal", resumed.stderr)
        self.assertEqual(again.read_text(), text)
        # A finished one simulates the start only, to compare.
        self.calibrate("--resume")
        self.assertEqual(self.output.read_text(), text)
        self.assertEqual(journal.read_text(), "".join(lines))

        # Neither is replaced unasked, nor continued with another study or program.
        self.assertIn("--resume", self.calibrate(code=2).stderr)
        self.study.write_text(self.study.read_text().replace("community = 60", "community = 61"))
        said = self.calibrate("--resume", code=2).stderr
        self.assertIn("size/community was 60, is 61", said)
        self.study.write_text(self.study.read_text().replace("community = 61", "community = 60"))
        entry = json.loads(lines[1])
        entry["values"][0] += 0.125
        journal.write_text(lines[0] + json.dumps(entry) + "\n")
        self.assertIn("simulates otherwise", self.calibrate("--resume", code=2).stderr)
        self.assertEqual(self.output.read_text(), text)

    def test_sensitivity(self):
        said = json.loads(self.calibrate("--sensitivity", "--json").stdout)
        self.assertEqual(said["evaluations"], 3)
        self.assertFalse(self.output.exists())
        for row in said["parameters"]:
            self.assertEqual(row["before"], row["after"])
            self.assertLessEqual(row["posterior_share"], 1)
        done = self.calibrate("--sensitivity", "--resume")
        self.assertIn("3 in the journal", done.stderr)
        self.assertIn(self.names[1], done.stdout)

    def test_interrupted(self):
        self.study.write_text(self.study.read_text().replace("community = 60", "community = 3000"))
        process = subprocess.Popen([str(PROGRAM), "calibrate", str(self.study), "-o",
                                    str(self.output)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        journal = pathlib.Path(f"{self.output}.journal")
        deadline = time.time() + 120
        while time.time() < deadline and not (
                journal.exists() and journal.read_text().count("\n") >= 2):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("--resume", said)
        self.assertIn("NOT COMPLETE", self.output.read_text())

    def test_time_limit(self):
        done = self.calibrate("--time-limit", "0.001 s")
        self.assertIn("time limit", done.stderr)
        self.calibrate("--time-limit", "soon", code=2)

    def test_all_mistakes_at_once(self):
        self.study.write_text('free = ["no.such"]\nonyl = []\n')
        said = self.calibrate(code=2).stderr
        self.assertIn("study.toml:1", said)
        self.assertIn('did you mean "only"?', said)
        self.assertFalse(self.output.exists())
        self.assertEqual(couplet("calibrate", "no_such_study.toml").returncode, 2)

    def test_shipped_studies_are_valid(self):
        for study in sorted((SOURCE / "scenarios" / "validation").glob("calibration*.toml")):
            done = couplet("calibrate", study, "-o", self.folder / study.name, "--time-limit",
                           "0.001 s")
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
