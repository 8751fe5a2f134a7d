#!/usr/bin/env python3
"""Writes the tables of the documentation from the figures that the benchmarks left.

    ./build.sh bench linear --json docs/benchmarks/linear.json    measures
    eng/benchmark-tables.py                                       rewrites the tables
    eng/benchmark-tables.py --check                               only says whether they are up to date (exit code 1 if not)

A page holds a table between <!-- table: FILE [METRIC] [subject=NAME] [by-subject] [mean] --> and <!-- /table -->: FILE is
docs/benchmarks/FILE.json, METRIC and subject=NAME leave the others out, by-subject puts subjects into the rows and cases
into the columns, mean adds a row with the columns' means. A table whose FILE is missing has one line that says so.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "benchmarks"
PAGES = [ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "lors.md"]
REGION = re.compile(r"(<!-- table: ([^>]*?) -->\n).*?(<!-- /table -->)", re.DOTALL)
METRICS = {"peak": "peak memory", "peak_mb": "MB"}


def number(metric, value):
    if metric in ("ms", "peak_mb"):
        return f"{value:.0f}" if value >= 100 else f"{value:.1f}"
    return f"{value:.2f}"


def cell(result):
    texts = [number(result["metric"], result[name]) for name in ("ratio", "low", "high")]
    # An exact figure, or one without spread, has no quartiles to show.
    return texts[0] if texts[1] == texts[2] else f"{texts[0]} ({texts[1]} … {texts[2]})"


def column_title(column, subjects):
    subject, metric, reference = column
    title = METRICS.get(metric, metric) + ("" if reference == "-" else f" / {reference}")
    return f"{subject}: {title}" if len(subjects) > 1 else title


def mean(results):
    return f"**{number(results[0]['metric'], sum(result['ratio'] for result in results) / len(results))}**"


def table(words):
    file, options = words[0], words[1:]
    if not (FIGURES / f"{file}.json").exists():
        return "Not measured on this version.\n"
    results = json.loads((FIGURES / f"{file}.json").read_text(encoding="utf-8"))
    subjects = [word.removeprefix("subject=") for word in options if word.startswith("subject=")]
    metrics = [word for word in options if word not in ("by-subject", "mean") and not word.startswith("subject=")]
    results = [
        result
        for result in results
        if (not metrics or result["metric"] in metrics) and (not subjects or result["subject"] in subjects)
    ]
    if not results:
        sys.exit(f"benchmark-tables.py: {file}.json has no {' or '.join(metrics + subjects)}.")
    by_subject = "by-subject" in options
    cells, columns = {}, {}
    for result in results:
        row = result["subject"] if by_subject else result["case"]
        column = result["case"] if by_subject else (result["subject"], result["metric"], result["reference"])
        if by_subject:
            column = column, result["metric"], result["reference"]
        cells.setdefault(row, {})[column] = result
        columns[column] = None
    subjects = {column[0] for column in columns}
    lines = [
        "| " + " | ".join(["subject" if by_subject else "case"] + [column_title(column, subjects) for column in columns]) + " |",
        "|---|" + "--:|" * len(columns),
    ]
    for row, values in cells.items():
        lines.append("| " + " | ".join([row] + [cell(values[column]) if column in values else "" for column in columns]) + " |")
    if "mean" in options:
        means = [mean([values[column] for values in cells.values() if column in values]) for column in columns]
        lines.append("| " + " | ".join(["mean"] + means) + " |")
    return "\n".join(lines) + "\n"


def main():
    stale = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        written = REGION.sub(lambda region: f"{region[1]}\n{table(region[2].split())}\n{region[3]}", text)
        if written == text:
            continue
        stale.append(page.relative_to(ROOT))
        if "--check" not in sys.argv[1:]:
            page.write_text(written, encoding="utf-8")
    if stale and "--check" in sys.argv[1:]:
        sys.exit(f"benchmark-tables.py: {', '.join(map(str, stale))} differ from docs/benchmarks/*.json: run eng/benchmark-tables.py.")
    for page in stale:
        print(f"Written {page}")


main()
