"""Reads Universal Dependencies treebanks (CoNLL-U) and the name labels that go with them.

Names come from two sources: the Universal NER files that stand beside EWT (`*-uner-*.iob2`, same sentences), and the
`Entity=` brackets that GUM keeps in its MISC column, of which only those with a proper noun for a head are names.
Labels are BIO over PER, ORG and LOC; a token whose label nobody can say has `None` and is left out of the training.
"""
import glob
import lzma
import os
import re

NAME_LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
# Features that say something of the spelling or of the annotation, not of the word; the parser does not predict them.
DROPPED_FEATURES = {"Typo", "ExtPos", "Style", "Foreign", "Abbr", "NumForm"}
ENTITY_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


class Sentence:
    """Parallel lists over the words of one sentence; heads count from 1, 0 is the root."""

    __slots__ = ("id", "forms", "lemmas", "upos", "xpos", "feats", "heads", "deprels", "misc", "names")

    def __init__(self, sent_id):
        self.id = sent_id
        self.forms, self.lemmas, self.upos, self.xpos, self.feats = [], [], [], [], []
        self.heads, self.deprels, self.misc = [], [], []
        self.names = None

    def __len__(self):
        return len(self.forms)


def open_text(path):
    return lzma.open(path, "rt", encoding="utf8") if path.endswith(".xz") else open(path, encoding="utf8")


def kept_features(feats):
    if feats == "_":
        return "_"
    return "|".join(f for f in feats.split("|") if f.split("=")[0] not in DROPPED_FEATURES) or "_"


def joined(sentence, first, last, form):
    """Makes one word of words first..last (0-based), which the text writes as `form`, where they are no stretches of it: French "du"
    is "de" and "le" to the treebank, but every word of ours is a piece of the text. The word that governs the others speaks for all."""
    head = next((i for i in range(first, last + 1) if not first <= sentence.heads[i] - 1 <= last), first)
    moved = lambda h: h if h <= first else first + 1 if h <= last + 1 else h - (last - first)
    for field in ("lemmas", "upos", "xpos", "feats", "heads", "deprels", "misc"):
        column = getattr(sentence, field)
        column[first:last + 1] = [column[head]]
    sentence.forms[first:last + 1] = [form]
    sentence.heads = [moved(h) for h in sentence.heads]


def read_conllu(path):
    sentences, sentence, sent_id, ranges = [], None, "", []

    def finish():
        for first, last, form in reversed(ranges):
            if "".join(sentence.forms[first:last + 1]) != form:
                joined(sentence, first, last, form)
        ranges.clear()
        sentences.append(sentence)

    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    finish()
                sentence = None
            elif line[0] == "#":
                if line.startswith("# sent_id = "):
                    sent_id = line[len("# sent_id = "):]
            else:
                column = line.split("\t")
                if not column[0].isdigit():
                    if "-" in column[0]:  # words that the text writes as one; 8.1 is an empty node
                        first, last = column[0].split("-")
                        ranges.append((int(first) - 1, int(last) - 1, column[1]))
                    continue
                sentence = sentence or Sentence(sent_id)
                sentence.forms.append(column[1])
                sentence.lemmas.append(column[2])
                sentence.upos.append(column[3])
                sentence.xpos.append(column[4])
                sentence.feats.append(kept_features(column[5]))
                sentence.heads.append(int(column[6]))
                sentence.deprels.append(column[7])
                sentence.misc.append(column[9])
    if sentence:
        finish()
    return sentences


def read_iob2(path):
    """sent_id -> list of labels."""
    labels, current = {}, None
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                current = labels.setdefault(line[len("# sent_id = "):], [])
            elif line and line[0] != "#":
                column = line.split("\t")
                if column[0].isdigit():
                    label = column[2]
                    current.append(label if label in NAME_LABELS else "O")
    return labels


def entity_spans(sentence):
    """(first, last, kind) of GUM's entity brackets, 0-based; spans that leave the sentence are dropped."""
    spans, open_spans = [], []
    for i, misc in enumerate(sentence.misc):
        found = re.search(r"Entity=([^|]*)", misc)
        if not found:
            continue
        for opened, group, closed in re.findall(r"(\()([^()]*)|([^()]*)\)", found.group(1)):
            if opened:
                fields = group.split("-")
                if len(fields) > 1:
                    open_spans.append((fields[0], fields[1], i))
            # `(12-person-...)` closes itself: the second alternative then matches an empty group
            if not opened:
                for k in range(len(open_spans) - 1, -1, -1):
                    if closed == "" or open_spans[k][0] == closed:
                        _, kind, first = open_spans.pop(k)
                        spans.append((first, i, kind))
                        break
    return spans


def names_of_entities(sentence):
    """BIO labels from GUM's entities: the run of proper nouns around the head of each person, organisation, place."""
    labels = ["O"] * len(sentence)
    proper = [x in ("NNP", "NNPS") for x in sentence.xpos]
    for i, is_proper in enumerate(proper):
        if is_proper:
            labels[i] = None  # named something; what, an entity may say
    spans = sorted(entity_spans(sentence), key=lambda s: s[0] - s[1])  # the widest first: names are flat
    taken = [False] * len(sentence)
    for first, last, kind in spans:
        heads = [i for i in range(first, last + 1) if not first <= sentence.heads[i] - 1 <= last]
        if len(heads) != 1 or not proper[heads[0]] or taken[heads[0]]:
            continue
        inside = ("of", "the", "and", "for", "&", "-", "de", "al", "bin")
        begin = end = heads[0]
        while begin > first and (proper[begin - 1] or (kind == "organization" and begin - 1 > first and
                                                       sentence.forms[begin - 1].lower() in inside and proper[begin - 2])
                                 or (sentence.forms[begin - 1] == "-" and begin - 1 > first and proper[begin - 2])):
            begin -= 1
        while end < last and (proper[end + 1] or (sentence.forms[end + 1].lower() in inside and end + 1 < last
                                                  and proper[end + 2] and (kind == "organization" or sentence.forms[end + 1] == "-"))):
            end += 1
        titles = {"mr.", "mrs.", "ms.", "dr.", "mr", "mrs", "ms", "dr", "president", "professor", "sir", "sen.", "senator",
                  "gen.", "general", "judge", "king", "queen", "prince", "minister", "secretary", "governor"}
        while kind == "person" and begin < end and sentence.forms[begin].lower() in titles:
            labels[begin] = "O"
            begin += 1
        for i in range(begin, end + 1):
            if taken[i]:
                continue
            taken[i] = True
            if kind == "person" and sentence.xpos[heads[0]] == "NNPS":
                labels[i] = None  # a people or a party's members: the two treebanks differ
            elif kind in ENTITY_KINDS:
                labels[i] = ("B-" if i == begin else "I-") + ENTITY_KINDS[kind]
            else:
                labels[i] = "O"
    return labels


def read_treebanks(folder, split):
    """All sentences of one split, with names; the folder holds `*-ud-SPLIT.conllu[.xz]` and `*-uner-SPLIT.iob2[.xz]`."""
    sentences = []
    for path in sorted(glob.glob(os.path.join(folder, f"*-ud-{split}.conllu*"))):
        part = read_conllu(path)
        names = glob.glob(re.sub(r"-ud-.*", f"-uner-{split}.iob2*", path))
        labels = read_iob2(names[0]) if names else None
        for sentence in part:
            if labels is not None:
                found = labels.get(sentence.id)
                sentence.names = found if found and len(found) == len(sentence) else [None] * len(sentence)
            else:
                sentence.names = names_of_entities(sentence)
        print(f"{os.path.basename(path)}: {len(part)} sentences, {sum(map(len, part))} words, names from "
              f"{os.path.basename(names[0]) if names else 'entities'}", flush=True)
        sentences += part
    return sentences


def spans(labels):
    """BIO label names -> set of (begin, end, kind); None counts as no name."""
    out, begin, kind = set(), None, None
    for i, label in enumerate([x or "O" for x in labels] + ["O"]):
        if begin is not None and (label[0] != "I" or label[2:] != kind):
            out.add((begin, i, kind))
            begin = None
        if label[0] == "B" or label[0] == "I" and begin is None:
            begin, kind = i, label[2:]
    return out
