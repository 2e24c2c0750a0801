"""Reads calendars with a parser that knows nothing of ours (PyPI icalendar) and compares every event with what it should be.

`judge.py FOLDER`: for every NAME.ics there is a NAME.json with the events. Times are asked for twice: with the zones of the parser's own
database, and with those that the file itself describes (for some of the events). The last line says how much was compared. Not: a check of who may fetch what.
"""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from icalendar import Calendar

MEMBERS = ["start", "end", "summary", "location", "status", "sequence", "description", "url", "categories"]


def unix(moment):
    if not isinstance(moment, datetime):
        raise ValueError(f"{moment!r} is a day, not a time")
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} is nowhere")
    return int(moment.astimezone(timezone.utc).timestamp())


def categories(event):
    found = event.get("CATEGORIES")
    return [] if found is None else [str(category) for category in found.cats]


def read(event):
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start
    return {
        "start": unix(start),
        "end": unix(end),
        "summary": str(event["SUMMARY"]),
        "location": str(event.get("LOCATION", "")),
        "status": str(event["STATUS"]),
        "sequence": int(event["SEQUENCE"]),
        "description": str(event.get("DESCRIPTION", "")),
        "url": str(event.get("URL", "")),
        "categories": categories(event),
    }


def judge(name, text, expected, zones, every):
    calendar = Calendar.from_ical(text)
    faults = [f"{name}: {fault}" for component in calendar.walk() for fault in component.errors]
    if str(calendar["METHOD"]) != "PUBLISH" or str(calendar["VERSION"]) != "2.0" or "PRODID" not in calendar:
        faults.append(f"{name}: the file does not say what it is")
    events = [component for component in calendar.walk("VEVENT")]
    uids = [str(event["UID"]) for event in events]
    if len(set(uids)) != len(uids):
        faults.append(f"{name}: an event stands there twice")
    if sorted(uids) != sorted(expected):
        faults.append(f"{name}: {len(uids)} events, {len(expected)} talks, or other ones")
    for uid, event in list(zip(uids, events))[::every]:
        unix(event["DTSTAMP"].dt)
        found, wanted = read(event), expected.get(uid, {})
        for member in MEMBERS:
            if found[member] != wanted.get(member):
                faults.append(f"{name} ({zones}), {uid}: {member} is {found[member]!r}, not {wanted.get(member)!r}")
    return len(events), faults


def with_its_own_zones(name, text):
    """The same file with zones of which no database knows, so that only its own VTIMEZONE is left. The parser remembers a zone by its name, so
    each file's are named after it."""
    calendar = Calendar.from_ical(text)
    for zone in {str(component["TZID"]) for component in calendar.walk("VTIMEZONE")}:
        own = f"{name}-" + zone.replace("/", "-")
        text = text.replace(f"TZID:{zone}\r\n", f"TZID:{own}\r\n").replace(f";TZID={zone}:", f";TZID={own}:")
    return text


def main(folder):
    events, calendars, faults = 0, 0, []
    for file in sorted(Path(folder).glob("*.ics")):
        text = file.read_bytes().decode("utf-8")
        expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
        found, wrong = judge(file.stem, text, expected, "the parser's zones", 1)
        # The parser takes its time over zones that it does not know; some events of every day will do.
        _, also = judge(file.stem, with_its_own_zones(file.stem, text), expected, "the file's zones", 1 + found // 60)
        events, calendars, faults = events + found, calendars + 1, faults + wrong + also
    for fault in faults[:50]:
        print(fault)
    print(f"{events} events in {calendars} calendars, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
