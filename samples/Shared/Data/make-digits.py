#!/usr/bin/python3
"""Makes digits.gz, the sample's data file, from the digits.csv.gz of Debian's package python3-sklearn.

The layout is that of DigitsFile.cs: "LDIG", then little-endian 32-bit integers for the number of images, their height, their
width and the greatest pixel value, then a byte per label, then a byte per pixel, row by row.
"""

import gzip
import pathlib
import struct

SOURCE = pathlib.Path("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz")
TARGET = pathlib.Path(__file__).with_name("digits.gz")


def main() -> None:
    with gzip.open(SOURCE, "rt", encoding="ascii") as lines:
        rows = [[int(value) for value in line.split(",")] for line in lines]
    labels = bytes(row[-1] for row in rows)
    pixels = bytes(value for row in rows for value in row[:-1])
    header = b"LDIG" + struct.pack("<4i", len(rows), 8, 8, 16)
    # No time stamp: the same input makes the same file.
    TARGET.write_bytes(gzip.compress(header + labels + pixels, mtime=0))


if __name__ == "__main__":
    main()
