"""Opens a result file as users do (xarray with both engines, netCDF4, h5py) and compares.

usage: check_readers.py [--sample] [--netcdf-only] FILE...

Every group is opened on its own. Decoded values must equal raw * scale_factor + add_offset, with NaN
where the raw value is the fill value; both engines must agree; nothing may warn. With --sample the
values must also be those of tests/output/sample.hpp. Exit status 77: no interpreter modules.
"""

import argparse
import re
import sys
import warnings

try:
    import h5netcdf  # noqa: F401
    import h5py
    import netCDF4
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

ENGINES = ("h5netcdf", "netcdf4")
DIMENSIONS = {
    "trajectory": [("point", "arm", "couple", "partner", "time"), ("point", "arm", "couple", "time")],
    "questionnaire": [("point", "arm", "couple", "partner", "wave")],
    "diary": [("point", "arm", "couple", "partner", "day")],
    "couples": [("point", "arm", "couple", "partner"), ("point", "arm", "couple")],
    "events": [("event",), ("couple_edge",)],
    "summary": [("point", "arm", "day"), ("point", "arm", "day", "quantile")],
    "design": [("point",)],
    "trial": [("point", "couple", "partner"), ("point", "couple")],
    "zoom": [("point", "arm", "zoom_couple", "partner", "turn"), ("point", "arm", "zoom_couple", "turn")],
}
# Keys and counters that are never missing, and would lose bits as floats.
WITHOUT_FILL = re.compile(
    r"events/(couple|arm|point|kind|actor|phase|offset)|couples/(digest|enrolled)|design/(replicate|status)"
    r"|summary/(conflicts|demand_withdraw|protests|withdrawals|repairs|separations|intact)"
)
problems = []


def expect(condition, message):
    if not condition:
        problems.append(message)


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        return False
    if a.dtype.kind == "f" or b.dtype.kind == "f":
        return np.allclose(a.astype(float), b.astype(float), rtol=1e-6, atol=1e-6, equal_nan=True)
    return bool((a == b).all())


def check_root(file):
    for name in ("Conventions", "title", "history", "source", "format", "scenario_sha256", "rng", "seed_hex",
                 "digest", "arm_digest", "host", "hdf5_version"):
        expect(isinstance(file.attrs.get(name), (str, bytes)), f"/: attribute {name} is missing")
    expect(int(file.attrs["seed"]) == int(file.attrs["seed_hex"], 16), "/: seed and seed_hex differ")
    expect(int(file.attrs["format_version"]) == 1, "/: format_version")
    expect(isinstance(file["scenario"].asstr()[()], str), "/scenario: not a text")


def check_layout(path, dataset):
    """Rules for one dataset, straight from HDF5."""
    name = path.split("/")[-1]
    expect(re.fullmatch(r"\w+", name), f"{path}: name")
    if dataset.shape == ():
        return
    for axis, dimension in enumerate(dataset.dims):
        is_scale = dataset.attrs.get("CLASS") == b"DIMENSION_SCALE"
        expect(is_scale or len(dimension) == 1, f"{path}: axis {axis} has no coordinate")
        if not is_scale and len(dimension):
            expect(dimension[0].shape == (dataset.shape[axis],), f"{path}: coordinate of axis {axis} has another length")
            expect(dimension[0].id.get_storage_size() > 0 or dataset.size == 0, f"{path}: coordinate {axis} is empty")
    for plugin in dataset._filters:
        expect(plugin in ("shuffle", "gzip", "1", "2"), f"{path}: filter {plugin}")
    if dataset.size > 1 << 20:
        expect(dataset.chunks is not None, f"{path}: big, but not compressed")
    if dataset.dtype.kind == "O":
        return
    attributes = dataset.attrs
    for needed in ("units", "long_name"):
        expect(needed in attributes, f"{path}: no {needed}")
    expect(not re.search(r"(days|hours|minutes|seconds)$", str(attributes.get("units"))), f"{path}: plural unit")
    if attributes.get("CLASS") == b"DIMENSION_SCALE":
        expect("_FillValue" not in attributes, f"{path}: a coordinate with a fill value")
        return
    expect("valid_range" in attributes and attributes["valid_range"].dtype == dataset.dtype, f"{path}: valid_range")
    if not WITHOUT_FILL.search(path):
        expect("_FillValue" in attributes and attributes["_FillValue"].dtype == dataset.dtype, f"{path}: _FillValue")
    if "flag_values" in attributes:
        expect(len(attributes["flag_values"]) == len(attributes["flag_meanings"].split()), f"{path}: flag_meanings")


def decoded(dataset):
    raw, attributes = dataset[()], dataset.attrs
    if raw.dtype.kind == "O":
        return dataset.asstr()[()]
    if "_FillValue" not in attributes:
        return raw
    values = raw.astype(float)
    if raw.dtype.kind != "f":
        values[raw == attributes["_FillValue"]] = np.nan
    return values * attributes.get("scale_factor", 1.0) + attributes.get("add_offset", 0.0)


def check_group(path, name, group):
    sets = {}
    for engine in ENGINES:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with xr.open_dataset(path, group=name, engine=engine) as opened:
                sets[engine] = opened.load()
        for warning in caught:
            # Matters between libraries of this machine, not of the file.
            if not issubclass(warning.category, (DeprecationWarning, PendingDeprecationWarning)):
                expect(False, f"/{name} ({engine}): warns: {warning.message}")
    first, second = sets.values()
    expect(set(first.variables) == set(second.variables) == set(group), f"/{name}: engines see different variables")
    for variable in first.variables:
        where = f"/{name}/{variable}"
        a, b = first[variable], second[variable]
        expect(a.dims == b.dims, f"{where}: dimensions {a.dims} and {b.dims}")
        expect(a.dtype.kind not in "mM" and b.dtype.kind not in "mM", f"{where}: became a time")
        expect(same(a, b), f"{where}: engines see different values")
        expect(same(a, decoded(group[variable])), f"{where}: decoded values are wrong")
        if variable not in first.coords:
            expect(a.dims in DIMENSIONS[name], f"{where}: dimensions {a.dims}")
            expect(set(a.dims) <= set(a.coords), f"{where}: an axis without a coordinate")
        if WITHOUT_FILL.search(where):
            expect(a.dtype.kind in "iu", f"{where}: integers became {a.dtype}")
    check_selection(name, first)


def check_selection(name, dataset):
    if "arm" not in dataset.dims:
        return
    arms = [str(a) for a in dataset["arm"].values]
    for arm in arms:
        expect(dataset.sel(arm=arm).sizes.get("arm") is None, f"/{name}: cannot select arm {arm}")
    if len(arms) > 1:
        numbers = dataset[[v for v in dataset.data_vars if dataset[v].dtype.kind == "f"]]
        effect = numbers.sel(arm=arms[1]) - numbers.sel(arm=arms[0])
        expect(len(effect.data_vars) == len(numbers.data_vars), f"/{name}: no difference between arms")


def check_netcdf4(path):
    """What netCDF4-python masks by itself is what is missing, no more."""
    with netCDF4.Dataset(path) as root:
        for name, group in root.groups.items():
            for variable, values in group.variables.items():
                if values.dtype is str:
                    continue
                got = values[...]
                values.set_auto_maskandscale(False)
                raw = values[...]
                fill = getattr(values, "_FillValue", None)
                missing = np.zeros(raw.shape, bool) if fill is None else (np.isnan(raw) if fill != fill else raw == fill)
                if raw.dtype.kind == "f":
                    missing |= np.isnan(raw)
                masked = np.ma.getmaskarray(got)
                expect((masked == missing).all(), f"/{name}/{variable}: netCDF4 masks {masked.sum()} values, {missing.sum()} are missing")


def check_meaning(path):
    """What must hold in every file, whatever was simulated."""
    with xr.open_dataset(path, group="couples") as couples:
        if "trajectory" in h5py.File(path):
            with xr.open_dataset(path, group="trajectory") as t:
                end = couples["end_day"].sel(couple=t["couple"])
                gone = (t["time"] > end) & (couples["end_reason"].sel(couple=t["couple"]) == 1)
                for name, values in t.data_vars.items():
                    if "partner" in values.dims or name == "phase":
                        expect(bool(values.where(gone, drop=False).isnull().all()), f"/trajectory/{name}: values after a separation")
        if "questionnaire" in h5py.File(path):
            with xr.open_dataset(path, group="questionnaire") as q:
                gone = (q["wave"] > couples["end_day"]) & (couples["end_reason"] == 1)
                for name, values in q.data_vars.items():
                    low, high = values.attrs["valid_range"]
                    expect(bool(values.where(gone).isnull().all()), f"/questionnaire/{name}: answers after a separation")
                    expect(bool(((values >= low) & (values <= high) | values.isnull()).all()), f"/questionnaire/{name}: range")
                    expect(bool((values.isnull() == q["csi16"].isnull()).all()), f"/questionnaire/{name}: missing alone")
        if "diary" in h5py.File(path):
            with xr.open_dataset(path, group="diary") as d:
                # An entry is of the evening, so a day is told of only if the couple sees its end together.
                gone = (d["day"] >= couples["end_day"] - 1) & (couples["end_reason"] == 1)
                for name, values in d.data_vars.items():
                    low, high = values.attrs["valid_range"]
                    expect(bool(values.where(gone).isnull().all()), f"/diary/{name}: entries after a separation")
                    expect(bool(((values >= low) & (values <= high) | values.isnull()).all()), f"/diary/{name}: range")
                    expect(bool((values.isnull() == d["perceived_conflict"].isnull()).all()), f"/diary/{name}: missing alone")
        with h5py.File(path) as file:
            if "events" not in file:
                return
            events = {k: v[()] for k, v in file["events"].items()}
            number = file["couples/couple"][()]
            if "trial" in file:
                check_trial(file)
    offset, couple, arm, day = (events[k] for k in ("offset", "couple", "arm", "day"))
    expect(offset[0] == 0 and offset[-1] == len(couple) and (np.diff(offset) >= 0).all(), "/events/offset: not a partition")
    expect((np.repeat(number, np.diff(offset)) == couple).all(), "/events: offset and couple differ")
    order = np.lexsort((day, arm, couple))
    expect((order == np.arange(len(order))).all() or same(np.stack([couple, arm, day])[:, order], np.stack([couple, arm, day])), "/events: not sorted")


def check_trial(file):
    trial, couples = file["trial"], file["couples"]
    allocated, enrolled = trial["allocated_arm"][0], couples["enrolled"][0].astype(bool)
    expect(bool(((allocated == -1) | enrolled[allocated, np.arange(len(allocated))]).all()), "/trial: an arm without its couple")
    expect(bool((enrolled.sum(0) == np.where(allocated == -1, len(enrolled), 1)).all()), "/couples: in arms that are not theirs")
    expect(bool((np.isnan(couples["end_day"][0]) == ~enrolled).all()), "/couples: rows of those who are not in the arm")
    expect(bool((trial["begin_day"][()] >= trial["entry_day"][()]).all()), "/trial: begins before entry")
    expect(len(trial["couple"]) == len(couples["couple"]) <= trial.attrs["screened"], "/trial: number of couples")
    answers = ~np.isnan(file["questionnaire/csi16"][0]).all((2, 3))
    expect(not (answers & ~enrolled).any(), "/questionnaire: answers of those who are not in the arm")


def sample_value(variable, arm, couple, partner, instant):
    mixed = variable * 7919 + couple * 104729 + arm * 1299709 + partner * 15485863 + instant * 32452843
    return mixed % 65535 - 32767


def sample_score(number, low, high, arm, couple, partner, wave):
    gone = arm == 0 and couple % 5 == 3 and wave > 0
    if gone or (couple + partner + 2 * wave) % 7 == 3:
        return np.nan
    return low + 0.5 * ((couple * 5 + arm * 3 + partner * 11 + wave * 2 + number) % (2 * (high - low) + 1))


def check_sample_scores(path):
    with xr.open_dataset(path, group="questionnaire") as q:
        expect(list(q["wave"].values) == [0, 13, 30], "sample: waves")
        for name, number, low, high in (("ecr_anxiety", 0, 1, 7), ("csi16", 2, 0, 81), ("gad7", 8, 0, 21)):
            got = q[name].sel(point=4).values
            expected = [[[[sample_score(number, low, high, a, c, p, w) for w in range(3)] for p in range(2)]
                         for c in range(q.sizes["couple"])] for a in range(q.sizes["arm"])]
            expect(same(got, np.array(expected)), f"sample: {name}")


def sample_entry(number, low, high, arm, couple, partner, day):
    if (arm == 0 and couple % 5 == 3 and day > 1) or (couple + partner + 3 * day) % 5 == 2:
        return np.nan
    return low + 0.5 * ((couple * 3 + arm * 5 + partner * 7 + day * 2 + number) % (2 * (high - low) + 1))


def check_sample_diary(path):
    with xr.open_dataset(path, group="diary") as d:
        expect(list(d["day"].values) == [9, 10, 11, 12], "sample: days of the diary")
        for name, number, low, high in (("perceived_conflict", 0, 1, 7), ("positive_affect", 3, 1, 5), ("reassurance_received", 7, 1, 7)):
            got = d[name].sel(point=4).values
            expected = [[[[sample_entry(number, low, high, a, c, p, day) for day in range(4)] for p in range(2)]
                         for c in range(d.sizes["couple"])] for a in range(d.sizes["arm"])]
            expect(same(got, np.array(expected)), f"sample: {name}")


def check_sample(path):
    check_sample_scores(path)
    check_sample_diary(path)
    with xr.open_dataset(path, group="trajectory") as t:
        expect(list(t["arm"].values) == ["waitlist", "eft", "gruppe_für_paare"], "sample: arms")
        expect(list(t["time"].values) == [0, 4, 8, 12, 16, 20, 24, 28, 30], "sample: days")
        for name, number, low, high in (("trust", 8, 0, 1), ("cortisol", 14, 0, 40)):
            step = (high - low) / 65534
            for arm, arm_name in enumerate(t["arm"].values):
                for couple in t["couple"].values:
                    got = t[name].sel(point=4, arm=arm_name, couple=couple).values
                    for partner in range(2):
                        for instant in range(9):
                            gone = arm == 0 and couple % 5 == 3 and instant >= 3
                            expected = np.nan if gone else low + (sample_value(number, arm, int(couple), partner, instant) + 32767) * step
                            value = got[partner, instant]
                            expect(np.isnan(value) if gone else abs(value - expected) < 1e-5 * high, f"sample: {name} {arm} {couple}")
    with xr.open_dataset(path, group="couples") as c:
        expect(int(c["digest"].sel(arm="eft", couple=5)) == 0xFFFF000000000001 + 5, "sample: digest")
        expect("anxious-avoidant secure-secure" == c["pairing"].attrs["flag_meanings"], "sample: pairings")
    with xr.open_dataset(path, group="zoom") as z:
        turns = z.sel(point=4, arm="eft", zoom_couple=7)
        expect(float(turns["cortisol"].sel(partner=1, turn=10)) == 10.5, "sample: zoom")
        expect(int(turns["clock_minutes"].notnull().sum()) == 48, "sample: zoom length")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", action="store_true", help="the file of write_sample")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    for path in arguments.files:
        with h5py.File(path) as file:
            check_root(file)
            file.visititems(lambda name, item: check_layout("/" + name, item) if isinstance(item, h5py.Dataset) else None)
            for name, group in file.items():
                if isinstance(group, h5py.Group):
                    expect(name in DIMENSIONS, f"/{name}: unknown group")
                    check_group(path, name, group)
        for engine in ENGINES:
            with xr.open_dataset(path, engine=engine) as root:
                expect(root.attrs["format"] == "couplet", f"/ ({engine}): format")
                expect(isinstance(root["scenario"].item(), str), f"/ ({engine}): scenario")
        check_netcdf4(path)
        check_meaning(path)
        if arguments.sample:
            check_sample(path)
        print(f"{path}: {'ok' if not problems else 'problems'}")
    for problem in problems[:50]:
        print(problem)
    sys.exit(1 if problems else 0)


main()
