"""Writes docs/torch-coverage.md: what of TorchSharp's public API the stand-in has.

usage: python3 eng/torch-coverage.py TORCHSHARP.txt STAND_IN.txt >docs/torch-coverage.md

Both are lists of an assembly's public API: a line "TYPE kind name : bases" for each type, then a line for each member.
What a type declares here, and the fingerprint of all names, are for the test CoverageTests, which fails when the page is stale.
"""
import hashlib
import re
import sys


def read(path):
    types, members = {}, []
    with open(path, encoding="utf-8-sig") as lines:
        for line in lines:
            line = line.rstrip()
            if line.startswith("TYPE "):
                head = line[5:].split(" : ")[0]
                members = types.setdefault(re.split("(?:class|struct|enum|interface|delegate) ", head, maxsplit=1)[1].strip(), [])
            elif line:
                members.append(re.sub(r"\b(virtual|override|abstract|readonly) ", "", line.strip()))
    return types


def name(member):
    found = re.search(r"(\w+|\.ctor)(?:<[\w, ]*>)?\(|\b(?:prop|field|event) \S.*? (\w+)(?: |\[|$)|^(\w+) = ", member)
    return next((group for group in found.groups() if group), member) if found else member


def main():
    real, own = read(sys.argv[1]), read(sys.argv[2])
    rows, absent, missing = [], [], []
    for kind, members in real.items():
        if kind not in own:
            absent.append(kind)
            continue
        lacks = [member for member in members if member not in set(own[kind])]
        rows.append((kind, len(members) - len(lacks), len(members), len(own[kind])))
        if lacks:
            missing.append((kind, sorted({name(member) for member in lacks}, key=str.lower)))
    there, every = sum(row[1] for row in rows), sum(map(len, real.values()))
    print("# What the stand-in covers\n")
    print("Written by `eng/torch-coverage.py` from the lists of both public APIs (TorchSharp 0.107.0 and `src/LoraDsl.Torch`); do not edit.\n")
    print(f"{there} of {every} members, in {len(rows)} of {len(real)} types. The stand-in has none that TorchSharp lacks.\n")
    print("| Type | Members | Declared here |\n|---|---|---|")
    for kind, have, total, declared in rows:
        print(f"| `{kind}` | {have} / {total} | {declared} |")
    print("\n## Members that are missing\n\nA name stands for one overload or several.\n")
    for kind, names in missing:
        print(f"- `{kind}`: " + ", ".join(f"`{one}`" for one in names))
    print("\n## Types that are missing\n")
    print(", ".join(f"`{kind}`" for kind in absent))
    names = sorted(f"{kind} {name(member)}\n" for kind, members in own.items() for member in members)
    print(f"\nFingerprint of the stand-in's names: `{hashlib.sha256(''.join(names).encode()).hexdigest()[:16]}`")


main()
