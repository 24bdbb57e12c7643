"""Learns lemma rules: (tag, ending) -> "cut n bytes from the end, add these", and whole words where that fails.

A rule works on the word in lower case, or as written where it says so. `irregulars.tsv` adds irregular verbs and nouns
that no treebank sentence happens to hold.
"""
import collections
import os

import features

MAX_ENDING = 5


def lowered(form):
    return features.text_of(features.lower(c) for c in plain(form))


def plain(form):
    out = []
    for character in form:
        out += map(ord, features.QUOTES.get(ord(character), character))
    return out


def rule(form, lemma):
    """(keeps case, bytes to cut, bytes to add) that make `lemma` of `form`."""
    base = lowered(form)
    keep = lemma != lemma.lower() and lemma[:1] != base[:1]
    if keep:
        base = features.text_of(plain(form))
    a, b = base.encode(), lemma.encode()
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return (1 if keep else 0, len(a) - same, b[same:])


def learn(sentences):
    """Returns (rules, whole, endings): rules as a list; the others map "TAG\\tword or ending" to rule numbers."""
    seen = collections.defaultdict(collections.Counter)  # (tag, lower word) -> rules by count
    for s in sentences:
        for form, lemma, tag in zip(s.forms, s.lemmas, s.xpos):
            if lemma != "_" and " " not in lemma and form.isprintable():
                seen[tag, lowered(form)][rule(form, lemma)] += 1
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "irregulars.tsv"), encoding="utf8") as lines:
        for line in lines:
            if line.strip() and line[0] != "#":
                form, tag, lemma = line.split()
                if (tag, form) not in seen:
                    seen[tag, form][rule(form, lemma)] += 1
    best = {k: counts.most_common(1)[0][0] for k, counts in seen.items()}
    # Endings, shortest first; a longer one is kept only where it decides otherwise than the shorter.
    by_ending = collections.defaultdict(collections.Counter)
    for (tag, word), chosen in best.items():
        for n in range(0, min(MAX_ENDING, len(word)) + 1):
            by_ending[tag, word[len(word) - n:]][chosen] += 1
    endings = {}

    def by_endings(tag, word):
        for n in range(min(MAX_ENDING, len(word)), -1, -1):
            if (tag, word[len(word) - n:]) in endings:
                return endings[tag, word[len(word) - n:]]
        return (0, 0, b"")

    for (tag, ending), counts in sorted(by_ending.items(), key=lambda e: (len(e[0][1]), e[0])):
        chosen, count = counts.most_common(1)[0]
        if (count >= 2 or not ending) and count * 2 > sum(counts.values()) and by_endings(tag, ending) != chosen:
            endings[tag, ending] = chosen
    whole = {k: r for k, r in best.items() if by_endings(*k) != r}
    rules = sorted(set(endings.values()) | set(whole.values()))
    number = {r: i for i, r in enumerate(rules)}
    return (rules, {f"{t}\t{w}": number[r] for (t, w), r in whole.items()},
            {f"{t}\t{e}": number[r] for (t, e), r in endings.items()})
