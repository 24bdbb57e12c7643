#!/usr/bin/env python3
"""Fits the name finder (src/language/name_finder.h) to a model file, in one command:

    train/names.py --treebank ../shared/treebank --evidence build/dev/src/language/tools/attache_name_evidence \
        --gazetteer build/dev/gazetteer.tsv --model models/english.attache --out models/english.attache

Run it again after each new network: it keeps the network and makes anew the name layer, the lists of names and the weights of
the features. What the finder goes by it asks of the program itself, so that nothing is computed in two ways. Seeded; the
dev files are only reported on (the defaults below were chosen by them), the test files never read. Needs Python 3, numpy and PyTorch.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import subprocess
import tempfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
import torch
from torch import nn

import export
import features
import language
import treebank

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = treebank.NAME_LABELS
ROWS, STEPS, REACH = 1 << 17, 32, 2
IGNORED = -100
WATERS = {"sea", "gulf", "strait", "island", "river", "range", "continent"}
FORBIDDEN = -30.0
# The classes of the lists, as bits; src/language/name_finder.cc knows none of them by name.
CLASSES = {name: 1 << i for i, name in enumerate(
    ["country", "region", "city", "town", "place", "adjective", "person", "person-short", "organisation", "outlet", "listed-organisation",
     "frequent-first", "first", "frequent-surname", "surname", "organisation-word", "place-word", "title", "calendar", "lower", "often-lower"])}
BEGUN = 1 << 31


def lowered(text):
    plain = "".join(features.QUOTES.get(ord(c), c) for c in text)
    return "".join(chr(features.lower(ord(c))) for c in plain)


def words_of(name):
    """A name's words as the treebanks cut them."""
    return re.sub(r"(?<=\w)('s?)(?= |$)", r" \1", name.replace("\u2019", "'").replace("-", " - ")).split()


def stanzas(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf8") as lines:
            stanza, field = {}, None
            for line in list(lines) + [""]:
                line = line.rstrip("\n")
                if line.startswith("#"):
                    continue
                if not line:
                    if stanza:
                        yield stanza
                    stanza, field = {}, None
                elif line[0].isspace() and field:
                    stanza[field] += " " + line.strip()
                else:
                    field, _, value = line.partition(":")
                    stanza[field] = (stanza[field] + " | " if field in stanza else "") + value.strip()


def listed(path):
    return [w.strip() for line in language.lines_of(path) if line[0] != "[" for w in line.split(";") if w.strip()]


class Lists:
    """Phrases with their classes, and pools of names to put in the place of others.

    The registers hold more names than the model's 12 MB: persons of whom the world speaks by surname, places that are lands, divisions,
    towns and waters, and the gazetteer's larger towns. What the registers know beyond, the world stage finds by itself."""

    def __init__(self, of, knowledge, gazetteer):
        self.classes = collections.defaultdict(int)
        self.pools = collections.defaultdict(list)
        several = lambda stanza, field: [v.strip() for v in stanza.get(field, "").split("|") if v.strip()]
        for s in stanzas(os.path.join(knowledge, "actors")):
            kind = "person" if "Person" in s else "country" if s.get("Kind") == "state" else "organisation"
            for name in several(s, "Name") + several(s, "Person") if kind != "person" or "Short" in s else ():
                self.add(name, kind)
            for name in several(s, "Short"):
                self.add(name, "person-short" if kind == "person" else kind)
            for name in several(s, "Adjective") + several(s, "Demonym"):
                self.add(name, "adjective")
        for s in stanzas(os.path.join(knowledge, "outlets")):
            for name in several(s, "Name"):
                self.add(name, "outlet")
        for s in stanzas(os.path.join(knowledge, "places")):
            kind = {"country": "country", "region": "region", "district": "region", "city": "city", "town": "town"}.get(s.get("Kind"), "place")
            if kind == "place" and s.get("Kind") not in WATERS:
                continue
            for name in several(s, "Name") + ([s["Place"]] if "Place" in s and " " in s["Place"] else []):
                self.add(name, kind)
            for name in several(s, "Abbreviation"):
                self.add(name, "region")
        if gazetteer:
            with open(gazetteer, encoding="utf8") as lines:
                for line in lines:
                    column = line.rstrip("\n").split("\t")
                    kind, country, people = column[3], column[4], int(column[7] or 0)
                    if kind == "region":
                        self.add(column[1], "region")
                    elif people >= (4500 if country in ("USA", "GBR", "CAN", "AUS", "IRL", "NZL") else 25000):
                        for name in [column[1]] + (column[2].split("|") if people >= 100000 and column[2] else []):
                            self.add(name, "city" if people >= 100000 else "town")
        for i, name in enumerate(listed(of.path("lists", "first-names.txt"))):
            self.add(name, "frequent-first" if i < 600 else "first")
        for i, name in enumerate(listed(of.path("lists", "surnames.txt"))):
            self.add(name, "frequent-surname" if i < 2000 else "surname")
        for name in listed(of.path("lists", "organisations.txt")):
            self.add(name, "listed-organisation")
        section = None
        for line in language.lines_of(of.path("names.txt")):
            if line.startswith("["):
                section = {"place": "place", "organisation": "organisation", "first": "first", "last": "surname"}[line.strip()[1:-1]]
            else:
                for name in line.split(";"):
                    self.add(name.strip(), section)
        for kind, words in language.sections(of.path("name-words.txt")).items():
            for word in words:
                self.add(word, kind, False)

    def add(self, name, kind, pool=True):
        words = words_of(name)
        if not words or len(words) > 6:
            return
        keys = [lowered(w).replace(".", "") for w in words]
        if not all(keys):
            return
        for n in range(1, len(keys)):
            self.classes[" ".join(keys[:n])] |= BEGUN
        self.classes[" ".join(keys)] |= CLASSES[kind]
        if pool and words[0][0].isupper():
            self.pools[kind, len(words)].append(words)

    def learn_lower(self, sentences):
        """Words that the treebank writes small: "Will", "Mark" and "Post" are often no names."""
        count = collections.Counter(f for s in sentences for f, x in zip(s.forms, s.xpos) if f.islower() and x not in ("NNP", "NNPS"))
        for word, n in count.items():
            key = lowered(word).replace(".", "")
            if n >= 2 and key in self.classes:
                self.classes[key] |= CLASSES["often-lower" if n >= 20 else "lower"]


def swapped(sentences, lists, chance):
    """The sentences with a name in them, names replaced by others of their kind and number of words."""
    pools = {"LOC": ("country", "region", "city", "city", "town"), "ORG": ("listed-organisation", "listed-organisation", "organisation", "outlet")}
    out = []
    for s in sentences:
        forms, hit = list(s.forms), False
        for begin, end, kind in sorted(treebank.spans(s.names)):
            n = end - begin
            if any(x not in ("NNP", "NNPS") for x in s.xpos[begin:end]) or chance.random() < 0.25:
                continue
            if kind == "PER":
                first = lists.pools[chance.choice(["frequent-first", "frequent-first", "first"]), 1]
                last = lists.pools[chance.choice(["frequent-surname", "surname", "surname"]), 1]
                one = chance.choice(first if chance.random() < 0.6 else last)
                new = one if n == 1 else chance.choice(first) + chance.choice(last) if n == 2 else None
            else:
                pool = lists.pools[chance.choice(pools[kind]), n]
                new = chance.choice(pool) if pool else None
            if new is None:
                continue
            if all(f.isupper() for f in forms[begin:end]) and len(forms[begin]) > 1:
                new = [w.upper() for w in new]
            elif all(f.islower() for f in forms[begin:end]):
                new = [w.lower() for w in new]
            forms[begin:end] = new
            hit = True
        if hit:
            out.append(copy_of(s, forms))
    return out


def copy_of(sentence, forms):
    other = treebank.Sentence(sentence.id)
    for field in other.__slots__[1:]:
        setattr(other, field, getattr(sentence, field))
    other.forms = forms
    return other


def own_sentences(path):
    """name-sentences.txt; words get the tags and trees that the program gives them, so none stand there."""
    out = []
    for line in language.lines_of(path):
        s, kind = treebank.Sentence("own"), None
        s.names = []
        for word in line.split():
            if word.startswith("[") and len(word) > 1:
                kind, begins = word[1:], True
                continue
            ends = kind is not None and word.endswith("]")
            s.forms.append(word[:-1] if ends else word)
            s.names.append("O" if kind is None else ("B-" if begins else "I-") + kind)
            s.xpos.append("NN" if kind is None else "NNP")
            begins = False
            if ends:
                kind = None
        s.lemmas, s.upos, s.feats, s.misc = (["_"] * len(s.forms) for _ in range(4))
        s.heads, s.deprels = [0] + [1] * (len(s.forms) - 1), ["root"] + ["dep"] * (len(s.forms) - 1)
        out.append(s)
    return out


def recased(sentences, chance):
    """Some sentences with a name in them, all small as people write in a hurry, or all capitals as headlines are."""
    out = []
    for s in sentences:
        if not any(x not in ("O", None) for x in s.names):
            continue
        draw = chance.random()
        if draw < 0.25:
            out.append(copy_of(s, [lowered(f) for f in s.forms]))
        elif draw < 0.33:
            out.append(copy_of(s, [f.upper() for f in s.forms]))
    return out


class Evidence:
    """What the program says of sentences: inputs int8 [words][width], features flat with their starts, starts of sentences."""

    def __init__(self, tool, model, sentences):
        lines = []
        for s in sentences:
            for i, form in enumerate(s.forms):
                lines.append(f"{i + 1}\t{form}\t_\t_\t_\t_\t{s.heads[i]}\t{s.deprels[i]}\t_\t{'SpaceAfter=No' if 'SpaceAfter=No' in s.misc[i] else '_'}\n")
            lines.append("\n")
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as got:
            given.write("".join(lines).encode())
            given.seek(0)
            subprocess.run([tool, model, str(ROWS)], stdin=given, stdout=got, check=True)
            got.seek(0)
            data = got.read()
        words, width = numpy.frombuffer(data, numpy.uint32, 2)
        at = 8
        self.inputs = numpy.frombuffer(data, numpy.int8, int(words) * int(width), at).reshape(words, width)
        at += int(words) * int(width)
        counts = numpy.frombuffer(data[at:at + 4 * int(words)], numpy.uint32)
        self.features = numpy.frombuffer(data[at + 4 * int(words):], numpy.uint32).astype(numpy.int32)
        self.starts = numpy.concatenate([[0], numpy.cumsum(counts)]).astype(numpy.int64)
        self.sentences = numpy.concatenate([[0], numpy.cumsum([len(s) for s in sentences])])
        assert self.sentences[-1] == words, (self.sentences[-1], words)
        self.labels = numpy.array([IGNORED if x is None else LABELS.index(x) for s in sentences for x in s.names])


class Finder(nn.Module):
    """Scores of labels: a layer over the network's states and vectors, and a weight per feature and label. The second
    treebank labels otherwise in places: it has corrections of its own, which are not kept."""

    def __init__(self, width, hidden, sources=2):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.names = nn.ModuleList(nn.Linear(hidden, len(LABELS)) for _ in range(sources))
        self.weights = nn.EmbeddingBag(ROWS, len(LABELS), mode="sum")
        self.other = nn.EmbeddingBag(ROWS, len(LABELS), mode="sum")
        nn.init.zeros_(self.weights.weight)
        nn.init.zeros_(self.other.weight)
        self.steps = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))
        forbidden = torch.zeros(len(LABELS) + 1, len(LABELS))
        for x, before in enumerate(LABELS + ["O"]):
            for y, after in enumerate(LABELS):
                if after[0] == "I" and before[2:] != after[2:]:
                    forbidden[x, y] = FORBIDDEN
        self.register_buffer("forbidden", forbidden)

    def scores(self, inputs, features_, starts, source, drop, feature_drop):
        x = nn.functional.dropout(inputs.float() / export.STEPS, drop, self.training)
        x = nn.functional.dropout(torch.tanh(self.hidden(x)), drop, self.training)
        kept = None
        if self.training and feature_drop:
            kept = (torch.rand(len(features_)) > feature_drop).float() / (1 - feature_drop)
        out = self.names[source](x) + self.weights(features_, starts, per_sample_weights=kept)
        return out + self.other(features_, starts, per_sample_weights=kept) if source else out

    def transitions(self):
        return self.steps + self.forbidden


def loss_of(scores, gold, mask, transitions):
    """Negative log-likelihood of a batch; an ignored label may be any."""
    b, t, n = scores.shape
    allowed = torch.where((gold == IGNORED).unsqueeze(2), torch.zeros(()), -1e4 * (1 - nn.functional.one_hot(gold.clamp(min=0), n).float()))
    free = scores[:, 0] + transitions[n]
    bound = free + allowed[:, 0]
    for i in range(1, t):
        m = mask[:, i].unsqueeze(1)
        step = transitions[:n].unsqueeze(0)
        free = torch.where(m, torch.logsumexp(free.unsqueeze(2) + step, 1) + scores[:, i], free)
        bound = torch.where(m, torch.logsumexp(bound.unsqueeze(2) + step, 1) + scores[:, i] + allowed[:, i], bound)
    return (torch.logsumexp(free, 1) - torch.logsumexp(bound, 1)).sum()


def viterbi(scores, transitions):
    n = len(LABELS)
    best, back = scores[0] + transitions[n], []
    for row in scores[1:]:
        all_ = best[:, None] + transitions[:n]
        back.append(all_.argmax(0))
        best = all_.max(0) + row
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def batch_of(evidence, chosen):
    """Concatenated rows of the chosen sentences, and where each word goes in a padded batch."""
    begins, ends = evidence.sentences[chosen], evidence.sentences[chosen + 1]
    rows = numpy.concatenate([numpy.arange(b, e) for b, e in zip(begins, ends)])
    parts = [evidence.features[evidence.starts[b]:evidence.starts[e]] for b, e in zip(begins, ends)]
    counts = evidence.starts[rows + 1] - evidence.starts[rows]
    starts = numpy.concatenate([[0], numpy.cumsum(counts)[:-1]])
    return rows, torch.from_numpy(evidence.inputs[rows]), torch.from_numpy(numpy.concatenate(parts)).long(), torch.from_numpy(starts)


def padded(flat, lengths, fill):
    out = flat.new_full((len(lengths), int(max(lengths))) + flat.shape[1:], fill)
    at = 0
    for i, n in enumerate(lengths):
        out[i, :n] = flat[at:at + n]
        at += n
    return out


def learn(finder, sets, args):
    """sets: (evidence, source, weight) each."""
    dense = [p for n, p in finder.named_parameters() if not n.startswith(("weights", "other"))]
    sparse = list(finder.weights.parameters()) + list(finder.other.parameters())
    optimizer = torch.optim.Adam([{"params": dense, "lr": 2e-3, "base": 2e-3}, {"params": sparse, "lr": args.rate, "base": args.rate, "weight_decay": args.decay}],
                                 betas=(0.9, 0.99))
    average, averaged = [p.detach().clone() for p in finder.parameters()], 0
    for epoch in range(args.epochs):
        finder.train()
        batches = []
        for k, (evidence, _, _) in enumerate(sets):
            lengths = numpy.diff(evidence.sentences)
            order = sorted(range(len(lengths)), key=lambda i: lengths[i] + 3 * random.random())
            order = [i for i in order if lengths[i] <= 120]
            at = 0
            while at < len(order):
                size = max(1, min(args.batch_words // int(lengths[order[at]]), 400))
                batches.append((k, numpy.array(order[at:at + size])))
                at += size
        random.shuffle(batches)
        total = 0.0
        for number, (k, chosen) in enumerate(batches):
            evidence, source, weight = sets[k]
            done = (epoch + number / len(batches)) / args.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1, (1 - done) * 1.2 + 0.02)
            rows, inputs, feats, starts = batch_of(evidence, chosen)
            lengths = numpy.diff(evidence.sentences)[chosen]
            scores = padded(finder.scores(inputs, feats, starts, source, args.dropout, args.feature_dropout), lengths, 0.0)
            gold = padded(torch.from_numpy(evidence.labels[rows]), lengths, 0)
            mask = torch.arange(scores.shape[1])[None, :] < torch.tensor(lengths)[:, None]
            loss = weight * loss_of(scores, gold, mask, finder.transitions()) / len(rows) * 10
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += float(loss)
            # The mean of the weights over the last part of the way is steadier than where the way ends.
            if done > 0.5:
                share = 1 / (1 + averaged)
                averaged += 1
                for kept, now in zip(average, finder.parameters()):
                    kept.lerp_(now.detach(), share)
        if epoch + 1 == args.epochs:
            for kept, now in zip(average, finder.parameters()):
                now.data.copy_(kept)
        yield epoch, total / len(batches)


def measure(finder, evidence, sentences):
    finder.eval()
    transitions = finder.transitions().detach().numpy()
    count = collections.Counter()
    found = []
    with torch.no_grad():
        for i in range(0, len(sentences), 300):
            chosen = numpy.arange(i, min(i + 300, len(sentences)))
            rows, inputs, feats, starts = batch_of(evidence, chosen)
            scores = finder.scores(inputs, feats, starts, 0, 0, 0).numpy()
            at = 0
            for k in chosen:
                s = sentences[k]
                path = [LABELS[y] for y in viterbi(scores[at:at + len(s)], transitions)]
                at += len(s)
                got = treebank.spans(["O" if known is None else label for label, known in zip(path, s.names)])
                gold = treebank.spans(s.names)
                found.append((gold, got))
                for x in gold:
                    count["gold", x[2]] += 1
                for x in got:
                    count["got", x[2]] += 1
                for x in gold & got:
                    count["both", x[2]] += 1
    f1 = lambda kinds: round(200 * sum(count["both", k] for k in kinds) / max(1, sum(count["gold", k] + count["got", k] for k in kinds)), 2)
    return {"all": f1(["PER", "ORG", "LOC"]), **{k: f1([k]) for k in ("PER", "ORG", "LOC")}}, found


def with_names(path, added):
    """The model file with its names made anew by `added`."""
    model = export.ModelFile.load(path)
    model.drop("names")
    model.drop("name_hidden")
    added(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--treebank", required=True)
    language.add_argument(parser)
    parser.add_argument("--evidence", required=True, help="the program attache_name_evidence")
    parser.add_argument("--gazetteer", help="the build's gazetteer.tsv")
    parser.add_argument("--knowledge", default=os.path.join(HERE, "..", "knowledge"))
    parser.add_argument("--model", required=True, help="the model file whose network is kept")
    parser.add_argument("--out", required=True)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--decay", type=float, default=1e-6)
    parser.add_argument("--dropout", type=float, default=0.5)
    parser.add_argument("--feature-dropout", type=float, default=0.4)
    parser.add_argument("--second", type=float, default=0.5, help="the weight of the treebanks whose names come from entities")
    parser.add_argument("--own", type=float, default=0.5, help="the weight of our own sentences")
    parser.add_argument("--batch-words", type=int, default=1200)
    parser.add_argument("--repeated", type=float, default=0.8, help="what the other mentions of a word in a document weigh")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dev-too", action="store_true", help="learn from nine in ten of the dev sentences too; the scores are of the rest")
    parser.add_argument("--keep", help="a file to keep the evidence in between trials")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    torch.manual_seed(args.seed)

    network = export.ModelFile.load(args.model)
    train, dev = treebank.read_treebanks(args.treebank, "train"), treebank.read_treebanks(args.treebank, "dev")
    if args.dev_too:
        train += [s for i, s in enumerate(dev) if i % 10]
        dev = dev[::10]
    second = lambda s: s.id.startswith("GUM")
    of = language.Language(args.language)
    lists = Lists(of, args.knowledge, args.gazetteer)
    lists.learn_lower(train)
    phrases = sorted(lists.classes)
    states = network.find("arc_head").shape[1]
    width = states + (2 * REACH + 1) * network.find("vectors").shape[1]
    hidden_rows = args.hidden + -args.hidden % 8

    def add_lists(model):
        model.strings("names.lists", phrases)
        model.add("names.lists.classes", numpy.array([lists.classes[p] for p in phrases], dtype=numpy.uint32))

    def add_empty(model):
        add_lists(model)
        model.matrix("name_hidden", {"": numpy.zeros((hidden_rows, width))}, numpy.zeros(hidden_rows))
        model.matrix("names", {"": numpy.zeros((len(LABELS), hidden_rows))}, numpy.zeros(len(LABELS)))

    first = [s for s in train if not second(s)]
    other = [s for s in train if second(s)]
    own = own_sentences(of.path("name-sentences.txt"))
    chance = random.Random(args.seed)
    groups = {"first": first, "swapped": swapped(first, lists, chance), "recased": recased(first, chance), "other": other,
              "own": own + [s for _ in range(6) for s in swapped(own, lists, chance)],
              "dev": [s for s in dev if not second(s)], "dev-other": [s for s in dev if second(s)]}
    if args.keep and os.path.exists(args.keep):
        evidence = torch.load(args.keep)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "lists.attache")
            with_names(args.model, add_empty).save(path)
            evidence = {k: Evidence(args.evidence, path, g) for k, g in groups.items()}
        if args.keep:
            torch.save(evidence, args.keep)
    print({k: len(e.labels) for k, e in evidence.items()}, "words;", len(phrases), "phrases", flush=True)

    finder = Finder(width, hidden_rows)
    sets = [(evidence["first"], 0, 1.0), (evidence["swapped"], 0, 0.5), (evidence["recased"], 0, 0.5), (evidence["own"], 0, args.own), (evidence["other"], 1, args.second)]
    for epoch, loss in learn(finder, sets, args):
        dev_scores, found = measure(finder, evidence["dev"], groups["dev"])
        print(json.dumps({"epoch": epoch + 1, "loss": round(loss, 4), "dev": dev_scores}), flush=True)
    weights = {k: v.detach().numpy() for k, v in finder.state_dict().items()}
    whole = lambda values: numpy.rint(values * STEPS).astype(numpy.int32)
    steps = numpy.concatenate([whole(finder.transitions().detach().numpy()).reshape(-1), [round(args.repeated * 256)]]).astype(numpy.int32)

    def add_learnt(model):
        add_lists(model)
        model.matrix("name_hidden", {"": weights["hidden.weight"]}, weights["hidden.bias"])
        model.matrix("names", {"": weights["names.0.weight"]}, weights["names.0.bias"])
        rows = numpy.zeros((ROWS, 8), dtype=numpy.int8)
        rows[:, :len(LABELS)] = numpy.clip(whole(weights["weights.weight"]), -127, 127)
        model.add("names.weights", rows)
        model.add("names.steps", steps.view(numpy.uint32))
    with_names(args.model, add_learnt).save(args.out)
    if args.keep:
        torch.save(found, args.keep + ".found")
    with open(os.path.join(os.path.dirname(args.model), "manifest.json"), encoding="utf8") as f:
        manifest = json.load(f)
    manifest.update(file=os.path.basename(args.out), sha256=export.digest(args.out), bytes=os.path.getsize(args.out))
    manifest["names"] = {"by": "train/names.py", "epochs": args.epochs, "seed": args.seed, "rate": args.rate, "decay": args.decay,
                         "dropout": args.dropout, "feature_dropout": args.feature_dropout, "second": args.second, "own": args.own,
                         "repeated": args.repeated, "dev_f1_gold_tokens": dev_scores}
    export.write_manifest(args.out, manifest)


if __name__ == "__main__":
    main()
