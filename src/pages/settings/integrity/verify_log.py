#!/usr/bin/env python3
"""Compares files of a log with its chain: python3 verify_log.py FILE.jsonl... FILE.chain.json

Exit status: 0 whole, 1 damaged, 2 nothing to compare. Needs Python 3.8 and nothing else."""
import base64, bisect, gzip, hashlib, json, struct, sys, zlib


def read_chain(path):
    """The segments that the chain covers, oldest first, and what is wrong with the chain itself."""
    with open(path, encoding="utf-8") as file:
        chain = json.load(file)
    if chain.get("format") != "audiokit-log-chain" or int(chain["version"]) != 1:
        sys.exit(f"{path} is no chain of this version")
    entries, covered, problem = chain["entries"], {}, None
    side = {one["firstLine"]: one for one in chain["lines"]}
    for at, entry in enumerate(entries):
        text = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)
        after = entries[at + 1]["before"] if at + 1 < len(entries) else chain["head"]
        first, known = entry["firstLine"], covered.get(entry["firstLine"])
        wrong = hashlib.sha256(text.encode()).hexdigest() != after
        if entry["is"] == "lines":
            last = list(covered.values())[-1] if covered else None
            wrong |= last is not None and last["firstLine"] + last["lines"] != first
            covered[first] = entry
        elif entry["is"] == "removed" and "sha256" in entry:
            wrong |= known is not None and known["sha256"] != entry["was"]
            if known:
                covered[first] = {**known, "sha256": entry["sha256"]}
        elif entry["is"] in ("start", "cleared"):
            wrong |= at > 0
        if wrong and problem is None:
            problem = f"entry {at + 1} of the chain does not fit"
    for first, entry in covered.items():
        packed = base64.b64decode(side.get(first, {}).get("checks", ""))
        checks = list(struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4]))[: entry["lines"]]
        covered[first] = {**entry, "salt": side.get(first, {}).get("salt", ""),
                          "checks": checks + [0] * (entry["lines"] - len(checks))}
    return list(covered.values()), problem


def match(lines, log):
    """Of each line its index in the log, or None: a longest increasing subsequence of equal checks."""
    index = {check: at for at, check in reversed(list(enumerate(log)))}
    places, place = [], -1
    for line in lines:
        check = zlib.crc32(line)
        place = place + 1 if place + 1 < len(log) and log[place + 1] == check else index.get(check, -1)
        places.append(place)
    ends, at_end, before = [], [], [None] * len(places)
    for at, place in enumerate(places):
        if place < 0:
            continue
        low = bisect.bisect_left(ends, place)
        before[at] = at_end[low - 1] if low else None
        ends[low:low + 1], at_end[low:low + 1] = [place], [at]
    found, at = [None] * len(places), at_end[-1] if at_end else None
    while at is not None:
        found[at], at = places[at], before[at]
    return found


def main(paths):
    chains = [path for path in paths if path.endswith(".chain.json")]
    if len(chains) != 1 or len(paths) < 2:
        sys.exit(__doc__)
    covered, problem = read_chain(chains[0])
    log = [check for one in covered for check in one["checks"]]
    starts = [sum(one["lines"] for one in covered[:at]) for at in range(len(covered))]
    segment = lambda place: covered[bisect.bisect_right(starts, place) - 1]
    files = []
    for path in paths:
        if path in chains:
            continue
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            lines = file.readlines()
        found = match(lines, log)
        where = {place: at for at, place in enumerate(found) if place is not None}
        for one, start in zip(covered, starts):
            at, count = where.get(start, -1), one["lines"]
            if at < 0 or found[at:at + count] != list(range(start, start + count)):
                continue
            data = one["salt"].encode() + b"".join(lines[at:at + count])
            if hashlib.sha256(data).hexdigest() != one["sha256"]:
                found[at:at + count] = [None] * count
        files.append((path, found))
    files.sort(key=lambda file: next((place for place in file[1] if place is not None), len(log)))
    seen = {place for _, found in files for place in found if place is not None}
    counts = {"unchanged": 0, "changed": 0, "missing": 0, "added": 0, "uncovered": 0}

    def say(kind, path, line, count):
        counts[kind] += count
        if count and kind not in ("unchanged", "uncovered"):
            print(f"{path}: {count} {kind} at line {line + 1}")

    for path, found in files:
        kept = [at for at, place in enumerate(found) if place is not None]
        say("unchanged", path, 0, len(kept))
        if not kept:
            say("uncovered", path, 0, len(found))
            continue
        oldest, newest = segment(found[kept[0]])["part"], segment(found[kept[-1]])["part"]
        first = next(start for one, start in zip(covered, starts) if one["part"] == oldest)
        end = next((start for one, start in zip(covered, starts) if one["part"] > newest), len(log))
        line, place = 0, first
        for at, to in [(at, found[at]) for at in kept] + [(len(found), end)]:
            lost = [one for one in range(place, to) if one not in seen]
            seen.update(lost)
            changed = min(at - line, len(lost))
            say("changed", path, line, changed)
            say("missing", path, line + changed, len(lost) - changed)
            is_tail = at == len(found) and end == len(log)
            say("uncovered" if is_tail else "added", path, line + changed, at - line - changed)
            line, place = at + 1, to + 1
    if problem:
        print(problem)
    damaged = problem or counts["changed"] or counts["missing"] or counts["added"]
    verdict = "damaged" if damaged else "whole" if counts["unchanged"] else "nothing"
    print(verdict + ": " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return {"whole": 0, "damaged": 1, "nothing": 2}[verdict]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
