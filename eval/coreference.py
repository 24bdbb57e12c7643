#!/usr/bin/env python3
"""How well names and pronouns of persons and organisations are put together, against GUM's coreference.

    attache-eval coreference en_gum-ud-dev.conllu > pred.jsonl
    eval/coreference.py en_gum-ud-dev.conllu pred.jsonl

Prints MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAF-e (Luo 2005), their mean (the CoNLL score) and LEA
(Moosavi and Strube 2016), each as recall, precision and F1 over all documents; then, for each sort of pronoun, how often it
is put with the right name. Two simple systems are measured on the same mentions beside ours:

  names alone      names of the same words are one, and a last name is the person's whose full name stood before it;
                   no pronoun means anyone
  last that fits   the same, and each pronoun means who was named last: a person whose first name or title is a man's or a
                   woman's or neither (he, she; the lists are those of knowledge/ontology/persons.txt), a body (it), either (they)

What is measured: mentions that are names (their head is a proper noun) or third-person pronouns, of kind person or
organisation. A mention that stands alone, in gold or in what the system says, is left out, as in the CoNLL shared task.
A mention of the system's is gold's when it has the same head, or each head lies within the other's words. GUM marks states
as places, so that states are on neither side; persons and bodies described ("the minister") are on neither side either.

Options: --genre news keeps documents whose id has GUM_news_; --all keeps mentions that stand alone; --details lists every wrong
"""
import argparse
import collections
import json
import lzma
import os
import re

PRONOUNS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "they": "they them their theirs themselves",
    "it": "it its itself",
}
SORT = {form: sort for sort, forms in PRONOUNS.items() for form in forms.split()}
KINDS = {"person": "person", "people": "person", "organisation": "body", "body": "body", "armed-force": "body",
         "group": "body", "company": "body", "outlet": "body"}


class Mention:
    """A stretch of a document, in characters that are not white space, that names someone."""

    def __init__(self, start, end, head, cluster, form, kind, text):
        self.start, self.end, self.head = start, end, head
        self.cluster, self.form, self.kind, self.text = cluster, form, kind, text
        self.sort = SORT.get(text.lower()) if form == "pronoun" else None


# ---- scores: clusters are sets of the same hashable mentions on both sides -----------------------------------------------

def muc(key, response):
    """(found, of how many) links of the key, by Vilain et al.: precision is the same with the sides exchanged."""
    where = {m: i for i, cluster in enumerate(response) for m in cluster}
    found = total = 0
    for cluster in key:
        parts = {where.get(m, ("alone", m)) for m in cluster}
        found += len(cluster) - len(parts)
        total += len(cluster) - 1
    return found, total


def b_cubed(key, response):
    where = {m: cluster for cluster in response for m in cluster}
    found = sum(len(cluster & where[m]) / len(cluster) for cluster in key for m in cluster if m in where)
    return found, sum(len(cluster) for cluster in key)


def ceaf_e(key, response):
    """The similarity of the best one-to-one alignment of entities, phi4, and the number of the key's."""
    phi = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    return best_alignment(phi), len(key)


def lea(key, response):
    def links(n):
        return n * (n - 1) / 2 if n > 1 else 1  # one that stands alone is linked to itself

    found = 0
    for k in key:
        common = 0
        for r in response:
            both = len(k & r)
            if len(k) == 1:
                common += both == 1 and len(r) == 1
            else:
                common += both * (both - 1) / 2
        found += len(k) * common / links(len(k))
    return found, sum(len(k) for k in key)


MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAF-e": ceaf_e, "LEA": lea}


def best_alignment(gain):
    """The greatest sum of one-to-one pairs of a matrix (the Hungarian method with potentials, O(n^3))."""
    if not gain or not gain[0]:
        return 0.0
    if len(gain) > len(gain[0]):
        gain = [list(column) for column in zip(*gain)]
    rows, columns = len(gain), len(gain[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for i in range(1, rows + 1):
        row_of[0], column = i, 0
        least, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            seen[column] = True
            row, delta, nearest = row_of[column], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = -gain[row - 1][j - 1] - u[row] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, nearest = least[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = nearest
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return sum(gain[row_of[j] - 1][j - 1] for j in range(1, columns + 1) if row_of[j])


def f1(recall, precision):
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


class Score:
    """Sums a measure over documents."""

    def __init__(self):
        self.sums = {name: [0.0] * 4 for name in MEASURES}

    def add(self, key, response):
        for name, measure in MEASURES.items():
            both = (*measure(key, response), *measure(response, key))
            self.sums[name] = [a + b for a, b in zip(self.sums[name], both)]

    def rows(self):
        """{measure: (recall, precision, F1)}, with the mean of the first three as CoNLL."""
        out = {}
        for name, (found, of, right, said) in self.sums.items():
            recall, precision = found / of if of else 0.0, right / said if said else 0.0
            out[name] = (recall, precision, f1(recall, precision))
        out["CoNLL"] = tuple(sum(out[m][i] for m in ("MUC", "B-cubed", "CEAF-e")) / 3 for i in range(3))
        return out


# ---- gold ----------------------------------------------------------------------------------------------------------------

def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def read_gold(path):
    """{document: (mentions, words)}: every mention of GUM's, words as (start, form)."""
    documents, rows, at = {}, [], 0
    name, mentions, words, open_ = None, [], [], []
    fields = []

    def end_sentence():
        nonlocal rows
        if rows:
            read_sentence(rows, fields, mentions, open_)
        rows = []

    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                end_sentence()
                name, mentions, words, open_, at = line.split(" = ")[1], [], [], [], 0
                documents[name] = (mentions, words)
            elif line.startswith("# global.Entity = "):
                fields = line.split(" = ")[1].split("-")
            elif not line:
                end_sentence()
            elif line[0] != "#":
                columns = line.split("\t")
                if not columns[0].isdigit():
                    continue
                length = len("".join(columns[1].split()))
                rows.append((columns, at, at + length))
                words.append((at, columns[1]))
                at += length
    end_sentence()
    for mentions, _ in documents.values():
        mentions.sort(key=lambda m: (m.start, -m.end))
    return documents


def read_sentence(rows, fields, mentions, open_):
    heads = [int(columns[6]) - 1 for columns, _, _ in rows]
    for i, (columns, _, _) in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
        if not found:
            continue
        for opened, closed in re.findall(r"\(([^()]+)|([^()]*)\)", found.group(1)):
            if opened:
                open_.append((opened.split("-"), i, rows))
                continue
            for k in range(len(open_) - 1, -1, -1):
                if closed in ("", open_[k][0][0]):
                    values, first, begun = open_.pop(k)
                    if begun is rows:
                        mentions.append(gold_mention(values, fields, rows, heads, first, i))
                    break


def gold_mention(values, fields, rows, heads, first, last):
    value = dict(zip(fields, values))
    # The head: the word that hangs on one outside; where there are several, the first of those that GUM marks as its core.
    tops = [i for i in range(first, last + 1) if not first <= heads[i] <= last]
    core = [first + int(n) - 1 for n in value.get("minspan", "").split(",") if n.isdigit()]
    head = next((i for i in tops if i in core), tops[0] if tops else first)
    columns = rows[head][0]
    form = {"PROPN": "name", "PRON": "pronoun"}.get(columns[3], "description")
    kind = {"person": "person", "organization": "body"}.get(value.get("etype"))
    text = columns[1] if first == last else " ".join(rows[i][0][1] for i in range(first, last + 1))
    return Mention(rows[first][1], rows[last][2], (rows[head][1], rows[head][2]), value["GRP"], form, kind, text)


# ---- systems -------------------------------------------------------------------------------------------------------------

def read_predictions(path):
    out = {}
    with open_text(path) as lines:
        for line in lines:
            record = json.loads(line)
            out[record["doc"]] = [
                Mention(m["start"], m["end"], tuple(m["head"]), m["entity"], m["form"], KINDS.get(m["kind"]), m["text"])
                for m in record["mentions"]]
    return out


def words_of_name(mention):
    return [w for w in re.findall(r"[\w'’.-]+", mention.text) if w[0].isupper()]


def names_alone(mentions):
    """Clusters by the words of names; a pronoun is its own."""
    out, full, number = [], {}, {}
    for m in mentions:
        if m.form == "name":
            words = words_of_name(m) or [m.text]
            key = " ".join(words)
            if m.kind == "person" and len(words) == 1:
                key = full.get(words[0], key)
            elif m.kind == "person":
                full[words[-1]] = key
            cluster = number.setdefault(key, len(number))
        else:
            cluster = ("alone", m.start)
        out.append(Mention(m.start, m.end, m.head, cluster, m.form, m.kind, m.text))
    return out


def read_genders():
    """{word: "he" or "she"} of first names and titles."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "knowledge", "ontology", "persons.txt")
    with open(path, encoding="utf-8") as f:
        lists = dict(re.findall(r"^List: (.*)\n((?:Word:|  ).*(?:\n  .*)*)", f.read(), re.M))
    return {word.strip(): sort for sort, who in (("he", "men's"), ("she", "women's")) for what in ("names", "words")
            for word in lists[f"{who} {what}"].replace("Word:", "").split("|")}


GENDERS = read_genders()


def last_that_fits(mentions, pronouns):
    out, last, told = names_alone([m for m in mentions if m.form == "name"]), {}, {}
    for m in sorted(out + pronouns, key=lambda m: m.start):
        if m.form == "name":
            told.setdefault(m.cluster, next((GENDERS[w] for w in m.text.lower().split() if w in GENDERS), None))
            last[m.kind] = last["any"] = m
            if m.kind == "person":
                for sort in ("he", "she") if told[m.cluster] is None else (told[m.cluster],):
                    last[sort] = m
            continue
        found = last.get({"he": "he", "she": "she", "it": "body"}.get(m.sort, "any"))
        if found:
            out.append(Mention(m.start, m.end, m.head, found.cluster, m.form, found.kind, m.text))
    return sorted(out, key=lambda m: m.start)


# ---- comparison ----------------------------------------------------------------------------------------------------------

def measured(mention):
    return mention.kind is not None and (mention.form == "name" or mention.sort is not None)


def aligned(gold, system):
    """{index in system: index in gold}, one to one: the same head first, then heads within each other's words."""
    out, taken = {}, set()
    by_head = collections.defaultdict(list)
    for g, m in enumerate(gold):
        by_head[m.head].append(g)
    for s, m in enumerate(system):
        free = [g for g in by_head[m.head] if g not in taken]
        if free:
            out[s] = min(free, key=lambda g: abs(gold[g].end - m.end) + abs(gold[g].start - m.start))
            taken.add(out[s])
    for s, m in enumerate(system):
        if s in out:
            continue
        near = [g for g, x in enumerate(gold) if g not in taken and x.start <= m.head[0] < x.end and m.start <= x.head[0] < m.end]
        if near:
            out[s] = min(near, key=lambda g: gold[g].end - gold[g].start)
            taken.add(out[s])
    return out


def clusters(mentions, names, keep_alone):
    """Sets of what `names` calls the mentions; those of one left out unless kept."""
    sets = collections.defaultdict(set)
    for m, name in zip(mentions, names):
        sets[m.cluster].add(name)
    return [s for s in sets.values() if keep_alone or len(s) > 1]


def compare(gold, system, keep_alone, score, pronouns, on_wrong=None):
    gold = [m for m in gold if measured(m)]
    system = [m for m in system if measured(m)]
    same = aligned(gold, system)
    names = [same.get(s, ("spurious", s)) for s in range(len(system))]
    score.add(clusters(gold, range(len(gold)), keep_alone), clusters(system, names, keep_alone))
    back = {g: s for s, g in same.items()}
    for g, m in enumerate(gold):
        if m.sort is None or not any(x.cluster == m.cluster and x.form == "name" for x in gold[:g]):
            continue  # nobody has been named yet
        said = back.get(g)
        before = [s for s in range(said) if system[s].cluster == system[said].cluster and system[s].form == "name"] \
            if said is not None else []
        last = before[-1] if before else None
        right = last is not None and last in same and gold[same[last]].cluster == m.cluster
        pronouns[m.sort]["right" if right else "none" if last is None else "wrong"] += 1
        if not right and on_wrong:
            right_name = [x.text for x in gold[:g] if x.cluster == m.cluster and x.form == "name"][-1]
            on_wrong(m, right_name, system[last].text if last is not None else None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predictions")
    parser.add_argument("--genre", action="append", help="only documents of this genre")
    parser.add_argument("--all", action="store_true", help="keep mentions that stand alone")
    parser.add_argument("--details", action="store_true", help="list wrong pronouns")
    args = parser.parse_args()

    gold, predicted = read_gold(args.gold), read_predictions(args.predictions)
    systems = ("ours", "last that fits", "names alone")
    scores = {s: Score() for s in systems}
    pronouns = {s: collections.defaultdict(collections.Counter) for s in systems}
    count = 0
    for doc, (mentions, words) in gold.items():
        if args.genre and not any(doc.startswith(f"GUM_{g}_") for g in args.genre):
            continue
        if doc not in predicted:
            raise SystemExit(f"coreference.py: no predictions for {doc}; give the output for this file")
        count += 1
        ours = predicted[doc]
        names = [m for m in ours if m.form == "name" and m.kind]
        # Every pronoun of the text, whoever it means, as the simple system sees them.
        every = [Mention(at, at + len(w), (at, at + len(w)), None, "pronoun", None, w) for at, w in words if w.lower() in SORT]
        runs = {"ours": ours, "last that fits": last_that_fits(names, every), "names alone": names_alone(names)}

        def on_wrong(m, right, said):
            context = " ".join(w for at, w in words if m.start - 160 <= at < m.start)
            after = " ".join(w for at, w in words if m.end <= at < m.end + 50)
            print(f"{doc} {m.text!r} is {right!r}, not {said!r}: … {context} [{m.text}] {after}")

        for s in systems:
            compare(mentions, runs[s], args.all, scores[s], pronouns[s], on_wrong if args.details and s == "ours" else None)

    print(f"{count} documents; recall, precision and F1 in per cent")
    print(f"{'':16}" + "".join(f"{m:>20}" for m in ("MUC", "B-cubed", "CEAF-e", "CoNLL", "LEA")))
    for s in systems:
        rows = scores[s].rows()
        print(f"{s:16}" + "".join("  " + "".join(f"{100 * x:6.1f}" for x in rows[m])
                                  for m in ("MUC", "B-cubed", "CEAF-e", "CoNLL", "LEA")))
    print("\npronouns whose bearer was named before: put with the right name; with a wrong one; with none")
    for s in systems:
        line = f"{s:16}"
        total = sum(pronouns[s].values(), collections.Counter())
        for sort, counts in [*((k, pronouns[s][k]) for k in PRONOUNS), ("all", total)]:
            of = sum(counts.values())
            line += f"  {sort} {100 * counts['right'] / of if of else 0:.1f} % of {of} ({counts['wrong']}, {counts['none']})"
        print(line)


if __name__ == "__main__":
    main()
