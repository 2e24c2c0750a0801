"""Reads contact cards with a parser that knows nothing of ours (PyPI vobject) and compares every property with what it should be.

`cards.py FOLDER`: for every NAME.vcf there is a NAME.json with its properties in their order. The last line says how much was compared. Not: a check of
who may fetch what.
"""

import json
import sys
from pathlib import Path

import vobject


def plain(value):
    # ORG is a list of components.
    return ";".join(value) if isinstance(value, list) else value


cards = properties = faults = 0
for file in sorted(Path(sys.argv[1]).glob("*.vcf")):
    wanted = [tuple(pair) for pair in json.loads(file.with_suffix(".json").read_text("utf-8"))]
    found = list(vobject.readComponents(file.read_bytes().decode("utf-8")))
    read = [(child.name, plain(child.value)) for card in found for child in card.getChildren()]
    cards += len(found)
    properties += len(read)
    if len(found) != 1 or read != wanted:
        faults += 1
        print(f"{file.name}: {len(found)} cards, {read!r}, and not {wanted!r}")
print(f"{properties} properties in {cards} cards, {faults} faults")
sys.exit(1 if faults else 0)
