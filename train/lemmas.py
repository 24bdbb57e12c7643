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


def regular_base(form, ending, words):
    """The base of a regular verb form ("bombed", "ed") among known words; None where no candidate is known.

    "rated" could be of "rat" or "rate": where both are words, a single consonant after a single vowel speaks for the e in words of
    one syllable, since it would have been doubled otherwise ("severed" is of "sever", not of "severe").
    """
    stem = form[:-len(ending)]
    if len(stem) < 3:
        return None
    if ending == "ed" and stem.endswith("i") and stem[:-1] + "y" in words:
        return stem[:-1] + "y"
    bare, with_e = stem in words, stem + "e" in words
    if bare and with_e:
        syllables = sum(a not in "aeiouy" and b in "aeiouy" for a, b in zip("x" + stem, stem))
        single = stem[-1] not in "aeiouwxy" and stem[-2] in "aeiou" and stem[-3] not in "aeiou" and syllables == 1
        return stem + "e" if single or (stem[-1] in "cgsvzu" and stem[-2:] != "ss") else stem
    if bare:
        return stem
    if with_e:
        return stem + "e"
    if stem[-1] == stem[-2] and stem[:-1] in words:
        return stem[:-1]
    return None


def learn(sentences, vocabulary=()):
    """Returns (rules, whole, endings): rules as a list; the others map "TAG\\tword or ending" to rule numbers.

    `vocabulary` are words of running text: they tell which of the possible bases of a regular verb form is a word, so that
    "bombed" is of "bomb" though the treebanks never bomb.
    """
    seen = collections.defaultdict(collections.Counter)  # (tag, lower word) -> rules by count
    for s in sentences:
        for form, lemma, tag in zip(s.forms, s.lemmas, s.xpos):
            if lemma != "_" and " " not in lemma and form.isprintable():
                seen[tag, lowered(form)][rule(form, lemma)] += 1
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "irregulars.tsv"), encoding="utf8") as lines:
        for line in lines:
            if line.strip() and line[0] != "#":
                form, tag, lemma = line.split()
                seen[tag, form] = collections.Counter([rule(form, lemma)])  # the list knows better than a stray annotation
    best = {k: counts.most_common(1)[0][0] for k, counts in seen.items()}
    words = set(vocabulary)
    regular = {}
    for form in vocabulary:
        for ending, tags in (("ed", ("VBD", "VBN")), ("ing", ("VBG",))):
            base = regular_base(form, ending, words) if form.endswith(ending) and form.isalpha() else None
            for tag in tags if base else ():
                if (tag, form) not in best:
                    regular[tag, form] = rule(form, base)
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
    whole = {k: r for k, r in (best | regular).items() if by_endings(*k) != r}
    rules = sorted(set(endings.values()) | set(whole.values()))
    number = {r: i for i, r in enumerate(rules)}
    return (rules, {f"{t}\t{w}": number[r] for (t, w), r in whole.items()},
            {f"{t}\t{e}": number[r] for (t, e), r in endings.items()})
