"""Computes the references with PyTorch:  make_references.py FOLDER

Writes cases.json, a line for each case, and values.bin, their numbers in the order of the lines. Half-precision numbers
are stored as float32. Written with PyTorch 1.13.1; every case is seeded by its operator's name, so that adding one
leaves the others as they are.
"""

import json
import sys
import zlib
from pathlib import Path

import torch

import extremes
import factors
import families
import modules
import networks
import pointwise
import rearranging
import shapes
import training
import transformers
import volumes

FAMILIES = [
    pointwise.creation, pointwise.pointwise, pointwise.comparison, pointwise.activations,
    shapes.reductions, shapes.shapes, shapes.indexing,
    networks.products, networks.linalg, networks.layers, networks.losses, networks.attention,
    modules.modules,
    extremes.extremes, rearranging.rearranging, factors.factors, volumes.volumes, transformers.transformers,
]
WIDENED = {torch.float16: torch.float32, torch.bfloat16: torch.float32}


def all_cases():
    for family in FAMILIES:
        for operator in family.operators:
            families.generator.manual_seed(zlib.crc32(f"{family.name} {operator[0]}".encode()))
            single = families.Family(family.name)
            single.operators = [operator]
            for case in single.cases():
                yield family.name, case
    for case in training.optimizers():
        yield "optimizers", case
    for case in training.schedulers():
        yield "schedulers", case


def describe(tensors, values):
    described = []
    for value in tensors:
        described.append([str(value.dtype).removeprefix("torch."), list(value.shape)])
        stored = value.detach().contiguous().to(WIDENED.get(value.dtype, value.dtype))
        values.append(stored.numpy().tobytes())
    return described


def main(folder):
    torch.set_num_threads(1)
    lines, values = [], []
    for family, case in all_cases():
        line = {"family": family, "op": case["op"]}
        for part in ("inputs", "outputs", "gradients"):
            line[part] = describe(case[part], values)
        lines.append(json.dumps(line, separators=(",", ":")))
    Path(folder, "cases.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
    Path(folder, "values.bin").write_bytes(b"".join(values))
    print(f"{len(lines)} cases, {sum(map(len, values))} bytes of values")


main(sys.argv[1])
