"""Runs that are killed, stopped or out of disk, and go on: nothing half-finished may look finished,
and the result must be that of an uninterrupted run.

    test_resume.py PROGRAM SOURCE [--runs N]

N runs (8 unless told) are ended at random instants by one of SIGKILL, SIGINT and SIGTERM, some of
them more than once, and resumed. A busy machine may miss the middle of runs, so there are more until a
quarter of N have left a journal. SEED in the environment repeats the choices of a run.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = SOURCE = None
RUNS = 8
SIZE = ["--set", "population.couples=3000", "--set", "time.duration=8 weeks", "--set",
        "intervention.eft.start=1 week", "--set", "questionnaire.every=4 weeks", "--threads", "2"]


def command(output, *more):
    return [PROGRAM, "run", str(SOURCE / "scenarios" / "quickstart.toml"), *SIZE, "-o", str(output),
            *more]


def run(output, *more):
    return subprocess.run(command(output, *more), capture_output=True, text=True, timeout=300)


def contents(path):
    """Every dataset and the digests; the digests alone where Python has no h5py."""
    text = path.read_bytes()
    try:
        import h5py
    except ImportError:
        # Their order in the file is HDF5's own affair.
        return sorted(re.findall(rb"digest\x00.{0,80}?([0-9a-f]{16})", text, re.S))
    found = {}
    with h5py.File(path) as file:
        found["digest"] = file.attrs["digest"], file.attrs["couple_turns"]
        file.visititems(lambda name, item: found.update(
            {name: item[()].tobytes() if item.dtype.kind != "O" else str(item[()])})
            if isinstance(item, h5py.Dataset) else None)
    return found


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="couplet_resume_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def reference(self):
        done = run(self.folder / "reference.h5", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.seconds = json.loads(done.stdout)["seconds"]
        return contents(self.folder / "reference.h5")

    def end_after(self, seconds, how, output, *more):
        from_the_start = not output.exists() and not pathlib.Path(f"{output}.journal").exists()
        process = subprocess.Popen(command(output, *more), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        try:
            process.wait(seconds)
            if from_the_start:
                self.seconds *= 0.8  # it was faster than thought
        except subprocess.TimeoutExpired:
            process.send_signal(how)
        begin = time.time()
        _, said = process.communicate(timeout=60)
        return process.returncode, said, time.time() - begin


class Killed(Folder):
    def test_at_random_instants(self):
        expected = self.reference()
        seed = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))
        chance = random.Random(seed)
        kept = stopped = number = 0
        while number < RUNS or (kept <= RUNS // 4 and number < 5 * RUNS):
            number += 1
            output = self.folder / f"{number}.h5"
            said = f"SEED={seed}, run {number}"
            for _ in range(chance.choice([1, 1, 2, 3])):
                how = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
                code, message, waited = self.end_after(
                    chance.uniform(0, 1.1) * self.seconds, how, output, "--resume")
                if output.exists():  # it must be whole
                    self.assertEqual(contents(output), expected, said)
                elif how != signal.SIGKILL and code == 130:
                    stopped += 1
                    self.assertIn("interrupted", message)
                    self.assertFalse(pathlib.Path(f"{output}.partial").exists(), said)
                kept += pathlib.Path(f"{output}.journal").exists()
            done = run(output, "--resume")
            self.assertEqual(done.returncode, 0, said + done.stderr)
            self.assertEqual(contents(output), expected, said)
            left = [p.name for p in self.folder.glob(f"{number}.h5*")]
            self.assertEqual(left, [output.name], said)
            output.unlink()
        print(f"{number} runs ended early and resumed, {stopped} of them by request, "
              f"{kept} left a journal: all as the uninterrupted one")
        self.assertGreater(kept, RUNS // 4)


class Stopped(Folder):
    def interrupted(self, *more):
        output = self.folder / "a.h5"
        journal = pathlib.Path(f"{output}.journal")
        process = subprocess.Popen(
            command(output, "--set", "population.couples=100000", *more),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 60
        while not (journal.exists() and journal.stat().st_size > 100000) and time.time() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, said)
        return output, said

    def test_says_what_is_kept_and_refuses_another_run(self):
        output, said = self.interrupted()
        self.assertRegex(said, r"[\d,]+ of 100,000 couples are kept in .*a\.h5\.journal")
        self.assertIn("--resume", said)
        self.assertFalse(output.exists())
        again = run(output, "--set", "population.couples=100000")
        self.assertEqual(again.returncode, 2)
        self.assertIn("--resume", again.stderr)
        other = run(output, "--resume", "--set", "population.couples=100000", "--set",
                    "model.stress.event_rate=0.2 per day", "--seed", "7")
        self.assertEqual(other.returncode, 2, other.stderr)
        self.assertRegex(other.stderr, r"seed was \"0x\w+\", is \"0x0000000000000007\"")
        self.assertRegex(other.stderr, r"model\.stress\.event_rate was .*, is \"0\.2 per day\"")
        self.assertEqual(run(output, "--overwrite").returncode, 0)
        self.assertFalse(pathlib.Path(f"{output}.journal").exists())

    def test_a_trial_goes_on_with_the_same_couples(self):
        trial = ["--set", "trial.design=parallel", "--set", "trial.recruitment=distressed", "--set",
                 "time.duration=12 weeks", "--set", "questionnaire.every=4 weeks", "--set",
                 "population.couples=20000"]
        whole = self.folder / "whole.h5"
        self.assertEqual(run(whole, *trial).returncode, 0)
        output, said = self.interrupted(*trial)
        self.assertRegex(said, r"[\d,]+ of [\d,]+ couples are kept in")
        resumed = run(output, *trial, "--resume")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual(contents(output), contents(whole))

    def test_a_complete_file_is_left_alone(self):
        output = self.folder / "a.h5"
        self.assertEqual(run(output, "--resume").returncode, 0)  # nothing to go on with: begins
        before = output.stat().st_mtime_ns
        again = run(output, "--resume")
        self.assertEqual(again.returncode, 0)
        self.assertIn("complete", again.stderr)
        self.assertEqual(output.stat().st_mtime_ns, before)
        other = run(output, "--resume", "--seed", "5")
        self.assertEqual(other.returncode, 2)
        self.assertIn("seed was", other.stderr)

    def test_a_journal_in_use_is_not_taken(self):
        output = self.folder / "a.h5"
        first = subprocess.Popen(command(output, "--set", "population.couples=100000"),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.time() + 60
        while not pathlib.Path(f"{output}.partial").exists() and time.time() < deadline:
            time.sleep(0.02)
        second = run(output, "--overwrite")
        first.kill()
        first.communicate()
        self.assertEqual(second.returncode, 3, second.stderr)
        self.assertIn("another process", second.stderr)

    def test_a_drawn_seed_is_kept(self):
        text = (SOURCE / "scenarios" / "cycle.toml").read_text().replace("seed = ", "# seed = ", 1)
        scenario = self.folder / "noseed.toml"
        scenario.write_text(text)
        call = [PROGRAM, "run", str(scenario), "--set", "population.couples=60000", "-o",
                str(self.folder / "a.h5"), "--set", "recording.zoom=[]", "--resume"]
        process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        journal = self.folder / "a.h5.journal"
        deadline = time.time() + 60
        while not (journal.exists() and journal.stat().st_size > 50000) and time.time() < deadline:
            time.sleep(0.02)
        process.kill()
        _, said = process.communicate()
        seed = re.search(r"seed (\d+) \(drawn", said).group(1)
        done = subprocess.run([*call, "--json"], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["seed"], int(seed))


class FullDisk(Folder):
    def mounted(self, size):
        disk = self.folder / "disk"
        disk.mkdir()
        call = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
        try:
            done = subprocess.run(call, capture_output=True, text=True)
        except FileNotFoundError:
            self.skipTest("no mount program")
        if done.returncode != 0:
            self.skipTest("mounting a small disk needs privileges: " + done.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", str(disk)])
        return disk

    def test_is_foreseen(self):
        disk = self.mounted("1m")
        done = run(disk / "a.h5")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("Nothing was run", done.stderr)
        self.assertIn("free", done.stderr)
        self.assertEqual(list(disk.iterdir()), [])

    def test_is_survived(self):
        expected = self.reference()
        disk = self.mounted("200m")
        output, ballast = disk / "a.h5", disk / "ballast"
        process = subprocess.Popen(command(output), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        journal = pathlib.Path(f"{output}.journal")
        while process.poll() is None and not (journal.exists() and journal.stat().st_size > 10**5):
            time.sleep(0.01)
        with open(ballast, "wb", buffering=0) as file:  # others fill the disk meanwhile
            try:
                while True:
                    file.write(bytes(1 << 16))
            except OSError:
                pass
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, said)
        self.assertIn("No space left on device", said)
        self.assertIn("--resume", said)
        self.assertFalse(output.exists())
        self.assertTrue(journal.exists())
        ballast.unlink()
        done = run(output, "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(contents(output), expected)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--runs" in arguments:
        at = arguments.index("--runs")
        RUNS = int(arguments[at + 1])
        del arguments[at:at + 2]
    PROGRAM, SOURCE = str(pathlib.Path(arguments[0]).resolve()), pathlib.Path(arguments[1]).resolve()
    unittest.main(argv=[sys.argv[0], *arguments[2:]], verbosity=2)
