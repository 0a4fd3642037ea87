#!/usr/bin/env python3
"""Draws cycle.svg: the laboratory discussion of scenarios/cycle.toml, turn by turn.

    python3 docs/figures/make_cycle.py [--couplet PATH] [--scenario FILE] [--couple N] [--png]

Runs the scenario, replays one couple and draws what the replay says. Needs matplotlib.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "couplet"  # the same picture, the same file
matplotlib.rcParams["font.family"] = "DejaVu Sans"
import matplotlib.pyplot as plt
from matplotlib.patches import Patch

FIGURES = pathlib.Path(__file__).resolve().parent
ROOT = FIGURES.parents[1]

# Colours that are told apart with any colour vision (Okabe & Ito).
ALARM, OVERWHELM, INK, PALE = "#D55E00", "#0072B2", "#333333", "#E8E8E8"
REPAIR = "#009E73"
KINDS = {  # kind: colour, colour of words on it, label, acts
    "pursuit": ("#D55E00", "white", "pursuit",
                {"reassurance_seeking", "protest", "criticism"}),
    "request": ("#F0C75E", INK, "open request", {"direct_request"}),
    "withdrawal": ("#0072B2", "white", "withdrawal",
                   {"withdrawal", "stonewalling", "time_out"}),
    "warmth": ("#E3B5CF", INK, "warmth", {"shared_positive"}),
    "repair": (REPAIR, "white", "repair", {"reassurance", "softening", "repair"}),
    "neutral": (PALE, INK, "everyday talk, calming down", {"neutral_talk", "self_soothing"}),
}
WORDS = {
    "neutral_talk": "talks", "shared_positive": "is warm", "direct_request": "asks openly",
    "reassurance_seeking": "seeks\nreassurance", "protest": "protests", "criticism": "criticises",
    "withdrawal": "withdraws", "stonewalling": "stonewalls", "self_soothing": "calms down",
    "reassurance": "reassures", "softening": "softens", "repair": "repairs",
    "time_out": "time-out",
}
LETTER_WIDTH = 0.0082  # of a word in a block, as a share of the axis


def kind_of(act):
    return next(kind for kind, row in KINDS.items() if act in row[3])


def replay(couplet, scenario, couple):
    with tempfile.TemporaryDirectory() as folder:
        result = str(pathlib.Path(folder) / "cycle.h5")
        subprocess.run([couplet, "run", scenario, "-o", result, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        text = subprocess.run([couplet, "replay", result, "--couple", str(couple), "--json",
                               "--quiet"], check=True, capture_output=True, text=True).stdout
    return json.loads(text)


def spells(turns, starts, ends, partner, key=lambda act: act):
    """Consecutive turns with the same key(act) as (start, end, key) in minutes."""
    result = []
    for turn, start, end in zip(turns, starts, ends):
        value = key(turn["partners"][partner]["act"])
        if result and result[-1][2] == value:
            result[-1][1] = end
        else:
            result.append([start, end, value])
    return result


def draw(data, path):
    turns = [turn for turn in data["turns"] if turn["encounter"] == 1]
    if len(turns) < 2:
        raise SystemExit("the replay holds no laboratory discussion")
    length = turns[1]["minute"] - turns[0]["minute"]
    begin = turns[0]["minute"] - length
    ends = [turn["minute"] - begin for turn in turns]
    starts = [0.0] + ends[:-1]
    last = ends[-1]
    top = max(side[name] for turn in turns for side in turn["partners"]
              for name in ("activation", "overwhelm"))
    top = max(1.0, top * 1.12)

    figure, axes = plt.subplots(
        4, 1, sharex=True, figsize=(9.2, 6.4),
        gridspec_kw={"height_ratios": [5, 1, 5, 1], "hspace": 0.12})
    for partner in range(2):
        plot, strip = axes[2 * partner], axes[2 * partner + 1]
        for other in range(2):
            for start, end, kind in spells(turns, starts, ends, other, kind_of):
                if kind == "repair":
                    plot.axvspan(start, end, color=REPAIR, alpha=0.10, linewidth=0)
        lines = {}
        for name, label, colour, style in (("activation", "alarm", ALARM, "-"),
                                           ("overwhelm", "overwhelm", OVERWHELM, (0, (4, 1.5)))):
            values = [turn["partners"][partner][name] for turn in turns]
            plot.plot(ends, values, color=colour, linestyle=style, linewidth=2.2,
                      solid_capstyle="round")
            lines[label] = (values[-1], colour)
        # Names at the ends of the lines, kept apart.
        (low, low_row), (high, high_row) = sorted(lines.items(), key=lambda item: item[1][0])
        low_at = low_row[0]
        high_at = max(high_row[0], low_at + 0.12 * top)
        for label, at, colour in ((low, low_at, low_row[1]), (high, high_at, high_row[1])):
            plot.text(last + last * 0.012, at, label, color=colour, va="center", fontsize=11,
                      fontweight="bold")
        plot.set_ylim(-0.03 * top, top)
        plot.set_xlim(0, last)
        plot.grid(axis="y", color="#DDDDDD", linewidth=0.7)
        plot.tick_params(axis="both", length=0, labelsize=10, labelcolor=INK)
        plot.tick_params(axis="x", labelbottom=False)
        for side in ("top", "right", "left", "bottom"):
            plot.spines[side].set_visible(False)
        values = data["days"][0]["partners"][partner] if data["days"] else {}
        title = f"Partner {partner}"
        if values:
            title += (f"   anxiety {values['attachment_anxiety']:.1f}, "
                      f"avoidance {values['attachment_avoidance']:.1f}  (scale 1 to 7)")
        plot.set_title(title, loc="left", fontsize=11.5, color=INK, pad=6)

        for start, end, act in spells(turns, starts, ends, partner):
            colour, text_colour, _, _ = KINDS[kind_of(act)]
            strip.barh(0, end - start, left=start, height=1, color=colour, edgecolor="white",
                       linewidth=1.2)
            word = WORDS[act]
            if (end - start) / last > LETTER_WIDTH * max(map(len, word.split("\n"))) + 0.006:
                strip.text((start + end) / 2, 0, word, ha="center", va="center",
                           fontsize=7.5 if "\n" in word else 8.5, linespacing=0.95,
                           color=text_colour)
        strip.set_ylim(-0.5, 0.5)
        strip.set_yticks([])
        strip.tick_params(axis="x", length=0, labelsize=10, labelcolor=INK,
                          labelbottom=partner == 1)
        for side in strip.spines.values():
            side.set_visible(False)
    axes[3].set_xlabel("minutes of the discussion", fontsize=11, color=INK)
    # A little air between the partners.
    for axis in axes[2:]:
        box = axis.get_position()
        axis.set_position([box.x0, box.y0 - 0.035, box.width, box.height])

    seen = {kind_of(side["act"]) for turn in turns for side in turn["partners"]}
    handles = [Patch(facecolor=row[0], label=row[2]) for kind, row in KINDS.items()
               if kind in seen]
    if "repair" in seen:
        handles.append(Patch(facecolor=REPAIR, alpha=0.15, label="either partner repairs"))
    figure.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.015), ncol=4,
                  frameon=False, fontsize=10, handlelength=1.1, columnspacing=1.8)
    figure.savefig(path, bbox_inches="tight", facecolor="white", pad_inches=0.12,
                   metadata={"Date": None} if path.suffix == ".svg" else None, dpi=110)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--couplet", default=str(ROOT / "build/release/couplet"))
    parser.add_argument("--scenario", default=str(ROOT / "scenarios/cycle.toml"))
    parser.add_argument("--couple", type=int, default=0)
    parser.add_argument("--png", type=pathlib.Path, help="also write this PNG, to look at")
    arguments = parser.parse_args()
    data = replay(arguments.couplet, arguments.scenario, arguments.couple)
    draw(data, FIGURES / "cycle.svg")
    if arguments.png:
        draw(data, arguments.png)


if __name__ == "__main__":
    main()
