"""Whether every source that the project names is in docs/references.bib.

    python3 check_references.py SOURCE_FOLDER

Checks the column `key` of scenarios/validation/targets.csv, the citations "Author Year" in sim/ and
docs/, and that docs/sources.md gives every target the standing that the table gives it. Lists all
problems before it fails. Needs only Python's standard library.
"""

import csv
import re
import sys
import unicodedata
from pathlib import Path

NAME = r"(?:(?:La|Van|Den|van|de|von|Dansby|Burgess) )*[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]"
# First author, then at will others, "et al.", and one or more years.
CITATION = re.compile(
    rf"({NAME})(?:(?:, | & ){NAME})*(?: et al\.)?,? \(?((?:(?:1[89]|20)\d\d(?:, )?)+)(?![-–\d])")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
# Capitalised words that stand before a year and are no authors.
NO_AUTHORS = {"In", "Since", "From", "Survey", "May", "June"}
STANDINGS = {"source": "Read in the source", "partly": "Read in part", "digest": "Read in a digest",
             "no": "Not found"}


def plain(text):
    """Lower case without accents, braces and LaTeX commands."""
    text = re.sub(r"\\[\"'^`~c]\s*", "", text)
    text = unicodedata.normalize("NFKD", re.sub(r"[{}]", "", text))
    return "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'").lower()


def spellings(surname):
    """A name as written without its umlauts, and with them written out."""
    written_out = re.sub(r"\\\"\{?([aou])\}?", r"\1e", re.sub(r"\{(\\\"\w)\}", r"\1", surname))
    return {plain(surname).strip(), plain(written_out).strip()}


def read_bibliography(path):
    """Keys, and pairs of first author's surname and year."""
    keys, cited_as = [], set()
    for entry in re.split(r"(?m)^(?=@)", path.read_text(encoding="utf-8"))[1:]:
        keys.append(re.match(r"@\w+\{([^,]+),", entry).group(1))
        author = re.search(r"author = \{(.*)\}", entry)
        years = YEAR.findall("".join(re.findall(r"year = \{[^}]*\}|online in \d{4}", entry)))
        if not author or not years:
            raise SystemExit(f"{path}: {keys[-1]} has no author or no year")
        first = author.group(1).split(" and ")[0]
        cited_as |= {(name, year) for name in spellings(first.split(",")[0]) for year in years}
    return keys, cited_as


def citations(text):
    """Pairs of first author and year, with comment signs and line breaks taken out."""
    text = re.sub(r"\s*\n\s*(?://|#|\*)?\s*", " ", text).replace('" "', "")
    for match in CITATION.finditer(text):
        if match.group(1) not in NO_AUTHORS:
            for year in YEAR.findall(match.group(2)):
                yield match.group(1), year


def check_citations(root, cited_as):
    """Problems, and how many citations there were in the mechanisms."""
    problems, in_mechanisms = [], 0
    files = [*root.glob("sim/**/*.hpp"), *root.glob("sim/**/*.cpp"),
             *root.glob("scenarios/**/*.toml"), root / "docs/model.md", root / "docs/sources.md"]
    for path in sorted(files):
        for author, year in citations(path.read_text(encoding="utf-8")):
            in_mechanisms += path.parent.name == "mechanisms"
            if (plain(author), year) not in cited_as:
                problems.append(f"{path.relative_to(root)}: {author} {year} is not in "
                                "docs/references.bib")
    return list(dict.fromkeys(problems)), in_mechanisms


def check_targets(root, keys):
    with open(root / "scenarios/validation/targets.csv", newline="", encoding="utf-8") as file:
        targets = list(csv.DictReader(file))
    problems = []
    for target in targets:
        for key in target["key"].split(";"):
            if key not in keys:
                problems.append(f"targets.csv: {target['id']} names {key or 'no key'}, which is not "
                                "in docs/references.bib")
        if target["looked_up"] not in STANDINGS:
            problems.append(f"targets.csv: {target['id']}: looked_up is {target['looked_up']}, "
                            f"but must be one of {', '.join(STANDINGS)}")
    return problems, targets


def check_page(root, targets):
    page = (root / "docs/sources.md").read_text(encoding="utf-8")
    problems = []
    for standing, title in STANDINGS.items():
        line = re.search(rf"\*\*{title}\*\*[^:]*:([^*]*)", page)
        listed = re.findall(r"T\d+[a-d]?\b", line.group(1)) if line else []
        wanted = [t["id"] for t in targets if t["looked_up"] == standing]
        if sorted(listed) != sorted(wanted):
            odd = sorted(set(listed) ^ set(wanted)) or "an id twice"
            problems.append(f"docs/sources.md: \"{title}\" and targets.csv differ in {odd}")
    return problems


def main():
    root = Path(sys.argv[1])
    keys, cited_as = read_bibliography(root / "docs/references.bib")
    problems = [f"docs/references.bib: {k} is there twice" for k in set(keys) if keys.count(k) > 1]
    found, in_mechanisms = check_citations(root, cited_as)
    problems += found
    if in_mechanisms < 40:
        problems.append(f"sim/mechanisms: only {in_mechanisms} citations recognised: has the way of "
                        "writing them changed?")
    found, targets = check_targets(root, set(keys))
    problems += found + check_page(root, targets)
    for problem in problems:
        print(problem)
    print(f"{len(keys)} sources, {in_mechanisms} citations in mechanisms, {len(targets)} targets: "
          f"{len(problems) or 'no'} problem{'s' * (len(problems) != 1)}")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
