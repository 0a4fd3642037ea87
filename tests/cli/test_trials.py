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
        plain = " ".join(done.stdout.split())
        for word in ("registered primary outcome (*)", "Reference arm: waiting", "140 *", "182 (both)",
                     "came to 10 sessions or more", "until day 168"):
            self.assertIn(word, plain)
        self.assertRegex(plain, r"40 couples of \d+ screened")
        other = couplet("effects", self.file, "--outcome", "phq9")
        self.assertIn("not the registered primary outcome, which is satisfaction",
                      " ".join(other.stdout.split()))
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


class Designs(unittest.TestCase):
    """A few couples in each of the other designs, through all verbs."""
    HEAD = ("title = \"t\"\nseed = 3\n[time]\nduration = \"24 weeks\"\nwarm_up = \"20 days\"\n"
            "[population]\ncouples = 60\n[intervention.p]\nsessions = 4\n"
            "skills = {de_escalation = 1, regulation = 1}\n[recording]\nevery = \"7 days\"\n")

    def through_all(self, text, power, *more):
        with tempfile.TemporaryDirectory() as folder:
            scenario, file = pathlib.Path(folder) / "s.toml", pathlib.Path(folder) / "s.h5"
            scenario.write_text(self.HEAD + text)
            for call in (["check", scenario], ["run", scenario, "-o", file, "-q"]):
                done = couplet(*call)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            done = couplet("effects", file, "--csv", pathlib.Path(folder) / "s.csv", *more)
            self.assertEqual(done.returncode, 0, done.stderr)
            for line in done.stdout.splitlines():
                self.assertLessEqual(len(line), 104, line)
            planned = couplet("power", scenario, "--pool", "100", "--replicates", "40", "--json", *power)
            self.assertEqual(planned.returncode, 0, planned.stderr)
            return done.stdout, json.loads(planned.stdout), (pathlib.Path(folder) / "s.csv").read_text()

    def test_crossover(self):
        told, power, csv = self.through_all(
            "[trial]\ndesign = \"crossover\"\nperiod = \"10 weeks\"\nwashout = \"2 weeks\"\n"
            "[[arm]]\nname = \"none\"\n[[arm]]\nname = \"p\"\nintervention = \"p\"\n"
            "[questionnaire]\nwaves = [\"0 days\", \"5 weeks\", \"9 weeks\"]\n",
            ["--sizes", "8,20"], "--apim")
        for word in ("crossover: each couple", "One after the other", "carried over", "themselves",
                     "Actor and partner effects"):
            self.assertIn(word, told)
        self.assertNotIn("hazard", told)
        self.assertIn("paired t test", power["analysis"])
        for word in ("crossover,", "effect_adjusted_for_period", "arm_by_partner"):
            self.assertIn(word, csv)

    def test_single_cases(self):
        told, power, csv = self.through_all(
            "[trial]\ndesign = \"single_case\"\nbaselines = [\"3 weeks\", \"9 weeks\"]\ncouples = 8\n"
            "[[arm]]\nname = \"p\"\nintervention = \"p\"\n[questionnaire]\nevery = \"7 days\"\n",
            ["--sizes", "4,12"])
        for word in ("single cases: each couple", "better than before", "Randomisation test"):
            self.assertIn(word, told)
        self.assertEqual(len(re.findall(r"^\d+ +(?:21|63) ", told, re.M)), 8)
        self.assertEqual([p["couples"] for p in power["curves"][0]["power"]], [4, 12])
        self.assertIn("single_cases,", csv)


if __name__ == "__main__":
    PROGRAM, SOURCE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1], verbosity=2)
