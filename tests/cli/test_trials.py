"""Trials as a user meets them: check, run, effects, power, replay.

    test_trials.py PROGRAM SOURCE
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = SOURCE = None
TRIAL = "scenarios/trials/eft_randomised.toml"
SMALL = ["--set", "trial.couples=40", "--set", "time.duration=30 weeks", "--set",
         "questionnaire.waves=[\"0 days\", \"20 weeks\", \"26 weeks\"]"]


def couplet(*arguments):
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=300)


class Trials(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.file = pathlib.Path(cls.folder.name) / "a.h5"
        done = couplet("run", SOURCE / TRIAL, *SMALL, "-o", cls.file, "--json", "--set",
                       "recording.every=1 day")
        assert done.returncode == 0, done.stderr
        cls.told = json.loads(done.stdout)

    def test_check_says_what_it_will_do(self):
        done = couplet("check", SOURCE / TRIAL)
        self.assertEqual(done.returncode, 0)
        for word in ("waitlist", "distressed", "120 couples wanted", "waiting 1 : eft 1", "168 days"):
            self.assertIn(word, done.stdout)

    def test_every_couple_is_in_one_arm(self):
        arms = [o for o in self.told["outcomes"] if o["pairing"] == "all"]
        self.assertEqual([o["couples"] for o in arms], [20, 20])

    def test_effects_follow_the_design(self):
        done = couplet("effects", self.file)
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in done.stdout.splitlines():
            self.assertLessEqual(len(line), 104, line)
        for word in ("registered primary outcome (*)", "Reference arm: waiting", "140 *", "182 (both)",
                     "came to 10 sessions or more", "until day 168"):
            self.assertIn(word, done.stdout)
        self.assertRegex(done.stdout, r"40 couples of \d+ screened")
        other = couplet("effects", self.file, "--outcome", "phq9")
        self.assertIn("not the registered primary outcome, which is satisfaction", other.stdout)
        told = json.loads(couplet("effects", self.file, "--json").stdout)
        self.assertEqual(told["design"], "waitlist")
        self.assertEqual(told["primary_outcome"], {"instrument": "csi16", "day": 140})
        self.assertEqual(told["couples"], 40)

    def test_power_draws_from_those_who_are_eligible(self):
        done = couplet("power", SOURCE / TRIAL, *SMALL, "--pool", "150", "--replicates", "100",
                       "--sizes", "24,48", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told["pool"], 150)
        labels = [c["measured"] for c in told["curves"]]
        self.assertEqual(labels, ["day 140 (5 months), primary outcome"])
        self.assertLess(told["curves"][0]["null"][-1]["share"], 0.2)

    def test_replay_knows_who_is_enrolled(self):
        found = {}
        for couple in range(40):
            done = couplet("replay", self.file, "--couple", couple, "--arm", "eft")
            what = ("same" if done.returncode == 0 else
                    re.search(r"not among the 40 enrolled|allocated to --arm waiting", done.stderr)[0])
            found[what] = done
        self.assertEqual(set(found), {"same", "not among the 40 enrolled",
                                      "allocated to --arm waiting"})
        self.assertIn("as the file holds them", found["same"].stderr)

    def test_too_few_and_nobody(self):
        few = couplet("run", SOURCE / TRIAL, *SMALL, "--set", "population.couples=60", "--dry-run")
        self.assertEqual(few.returncode, 0)
        self.assertRegex(few.stderr, r"\d+ couples are enrolled, not 40 as wanted: 60 were screened")
        nobody = couplet("run", SOURCE / TRIAL, *SMALL, "--set", "trial.csi16_below=1", "-o",
                         pathlib.Path(self.folder.name) / "b.h5")
        self.assertEqual(nobody.returncode, 2)
        self.assertIn("none of 1000 couples screened is eligible", nobody.stderr)

    def test_zoom_by_number(self):
        path = pathlib.Path(self.folder.name) / "zoom.h5"
        numbers = ",".join(map(str, range(12)))
        done = couplet("run", SOURCE / TRIAL, *SMALL, "--set",
                       f"recording.zoom=[{{couples=[{numbers}], to=\"16 days\"}}]", "-o", path)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    PROGRAM, SOURCE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1], verbosity=2)
