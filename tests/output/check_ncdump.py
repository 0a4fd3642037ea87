"""Checks that ncdump lists a result file as netCDF-4. Usage: check_ncdump.py NCDUMP FILE"""

import subprocess
import sys

ncdump, path = sys.argv[1:]
result = subprocess.run([ncdump, "-h", path], capture_output=True, text=True, encoding="utf-8")
text = result.stdout
problems = [result.stderr] if result.returncode or result.stderr else []
wanted = ["group: couples {", "group: summary {", "group: design {", "string arm(arm) ;", "string scenario ;",
          ':Conventions = "CF-1.10" ;', "float attachment_anxiety(point, arm, couple, partner) ;",
          "double mean_trust(point, arm, day) ;", ':format = "couplet" ;']
if "group: trajectory {" in text:
    wanted += ["byte phase(point, arm, couple, time) ;", "double time(time) ;"]
if "group: questionnaire {" in text:
    wanted += ["double wave(wave) ;", 'wave:units = "day" ;', "float csi16(point, arm, couple, partner, wave) ;",
               "csi16:_FillValue = NaNf ;"]
if "group: diary {" in text:
    wanted += ["double day(day) ;", "float perceived_conflict(point, arm, couple, partner, day) ;",
               "perceived_conflict:_FillValue = NaNf ;"]
if "group: events {" in text:
    wanted += ["event = UNLIMITED", "int64 offset(couple_edge) ;", "byte kind(event) ;"]
if "group: zoom {" in text:
    wanted += ["byte act(point, arm, zoom_couple, partner, turn) ;"]
problems += [f"missing: {line}" for line in wanted if line not in text]
problems += [f"a dimension without a name: {line.strip()}" for line in text.splitlines() if "phony_dim" in line]
print("\n".join(problems) or f"{path}: ok")
sys.exit(1 if problems else 0)
