#!/usr/bin/env python3
"""From a treebank folder to a model file, in one command:

    train/train.py --treebank ../shared/treebank --vectors ../shared/vectors/news64.vec.xz --out models/english.attache

Seeded; writes a learning log beside the checkpoint (--work). Chooses by the dev files; never reads the test files.
Needs Python 3, numpy and PyTorch 1.13 or later (Debian: python3-torch, and libopenblas0-pthread for speed).
"""
import argparse
import collections
import json
import lzma
import math
import os
import random
import time

# OpenBLAS would spin a second thread on the small products of one sentence: four times slower, not faster.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
import torch

import export
import features
import language
import lemmas
import treebank
from network import Network

IGNORED = -100
SWAP = 0.4  # how often a name is replaced
LONGEST = 200  # words; longer sentences are not trained on


class Labels:
    def __init__(self, names):
        self.names = list(names)
        self.index = {n: i for i, n in enumerate(self.names)}


def read_vectors(path, limit):
    """The first `limit` words (the file is sorted by frequency) as int8 steps of 2/127, clipped at +-2; none without a path."""
    words, rows = [], []
    if not path:
        return words, torch.zeros((1, 64), dtype=torch.int8)
    with lzma.open(path, "rt", encoding="utf8") as lines:
        next(lines)
        for line in lines:
            if len(words) == limit:
                break
            word, *numbers = line.rstrip().split(" ")
            words.append(word)
            rows.append(numbers)
    steps = numpy.clip(numpy.rint(numpy.array(rows, dtype=numpy.float32) * (127 / 2)), -127, 127)
    return words, torch.from_numpy(numpy.concatenate([numpy.zeros((1, steps.shape[1])), steps])).to(torch.int8)


class Types:
    """Word types -> rows of the tables, computed once per form."""

    def __init__(self, vector_words, counts):
        self.vector_row = {w: i + 1 for i, w in enumerate(vector_words)}
        known = [k for k, n in sorted(counts.items()) if n >= 2]
        self.word_row = {k: i + 1 for i, k in enumerate(known)}
        self.counts = numpy.array([0] + [counts[k] for k in known], dtype=numpy.float32)
        self.ids, self.rows = {}, []

    def id(self, form):
        if form not in self.ids:
            k = features.key(form)
            self.ids[form] = len(self.rows)
            self.rows.append([self.word_row.get(k, 0), self.vector_row.get(k, 0)] + features.hashed(form))
        return self.ids[form]


def recased(form, how, small):
    if how == 1:
        return form.lower()
    if how == 2:
        return form.upper()
    return form if form in small else form[:1].upper() + form[1:]


def read_names(path):
    """names.txt -> {(kind, words): list of word lists}; persons are combined from their parts, the same ones every time."""
    sections, name = collections.defaultdict(list), None
    for line in language.lines_of(path):
        if line.startswith("["):
            name = line.strip()[1:-1]
        else:
            sections[name] += [part.strip().split(" ") for part in line.split(";")]
    pools = collections.defaultdict(list)
    if not sections["first"] or not sections["last"]:
        return pools
    for section, kind in (("place", "LOC"), ("organisation", "ORG")):
        for words in sections[section]:
            pools[kind, len(words)].append(words)
    chance = random.Random(1)
    for _ in range(3000):
        pools["PER", 2].append(chance.choice(sections["first"]) + chance.choice(sections["last"]))
    for _ in range(300):
        pools["PER", 3].append(chance.choice(sections["first"]) + chance.choice(sections["last"]) + chance.choice(sections["last"]))
    pools["PER", 1] = sections["last"]
    return pools


class Data:
    """Sentences as integer arrays; with `pools`, names are now and then replaced by others of their kind and length."""

    def __init__(self, sentences, types, labels, augment, small=frozenset(), pools=None):
        self.types, self.augment, self.items, self.taught, self.small = types, augment, [], None, small
        self.pools = {k: numpy.array([[[types.id(recased(w, how, small) if how else w) for w in words] for how in range(4)]
                                      for words in names]) for k, names in (pools or {}).items()}
        self.labels = labels
        self.add(sentences)

    def add(self, sentences):
        labels, augment = self.labels, self.augment
        for s in sentences:
            n = len(s)
            if n > LONGEST and augment:
                continue
            variants = [[self.types.id(f) for f in s.forms]]
            if augment:
                variants += [[self.types.id(recased(f, how, self.small)) for f in s.forms] for how in (1, 2, 3)]
            item = dict(
                n=n, types=numpy.array(variants, dtype=numpy.int64), heads=numpy.array(s.heads),
                deprel=numpy.array([labels["deprel"].index.get(d, labels["deprel"].index.get(d.split(":")[0], IGNORED)) for d in s.deprels]),
                xpos=numpy.array([labels["xpos"].index.get(x, IGNORED) for x in s.xpos]),
                morph=numpy.array([labels["morph"].index.get(u + "\t" + f, IGNORED) for u, f in zip(s.upos, s.feats)]),
                names=numpy.array([IGNORED if x is None else treebank.NAME_LABELS.index(x) for x in s.names]),
                swaps=[(b, e, k) for b, e, k in sorted(treebank.spans(x or "O" for x in s.names))
                       if (k, e - b) in self.pools and all(x == "NNP" for x in s.xpos[b:e])],
                upos=s.upos, final_stop=s.forms[-1] == "." and n > 3 and (n not in s.heads))
            self.items.append(item)

    def add_unlabelled(self, sentences):
        """Sentences of which only the words are known."""
        for s in sentences:
            n = len(s)
            variants = [[self.types.id(f) for f in s.forms]]
            if self.augment:
                variants += [[self.types.id(recased(f, how, self.small)) for f in s.forms] for how in (1, 2, 3)]
            nothing = numpy.full(n, IGNORED)
            self.items.append(dict(n=n, types=numpy.array(variants, dtype=numpy.int64), heads=nothing, deprel=nothing, xpos=nothing,
                                   morph=nothing, names=nothing, swaps=[], upos=[None] * n, final_stop=False))

    def teach(self, saved):
        """Takes what teach.py wrote for these sentences, in the same order, and its unlabelled ones."""
        if saved["labelled"] != len(self.items):
            raise SystemExit("--taught was written for other sentences: give both programs the same --treebank and --dev-too")
        for forms in saved["unlabelled"]:
            sentence = treebank.Sentence("")
            sentence.forms = forms
            self.add_unlabelled([sentence])
        self.taught = saved["taught"]
        for item, row in zip(self.items, self.taught):
            item["taught"] = row

    def order_of(self, batch):
        """The batch's item numbers in the order in which tensors() puts them where nothing is cut off."""
        return sorted(batch, key=lambda i: -self.items[i]["n"])

    def batches(self, words, shuffle):
        """Index lists of about `words` words, sentences of like length together, longest first."""
        order = list(range(len(self.items)))
        if shuffle:
            random.shuffle(order)
        order.sort(key=lambda i: self.items[i]["n"] + (random.random() * 3 if shuffle else 0))
        batch, out = [], []
        for i in order:
            if batch and (len(batch) + 1) * self.items[i]["n"] > words:
                out.append(batch)
                batch = []
            batch.append(i)
        out.append(batch)
        if shuffle:
            random.shuffle(out)
        return out

    def tensors(self, batch, rows, augment):
        items = [self.items[i] for i in batch]
        cut = [1 if augment and it["final_stop"] and random.random() < 0.08 else 0 for it in items]
        order = sorted(range(len(items)), key=lambda k: -(items[k]["n"] - cut[k]))
        items, cut = [items[k] for k in order], [cut[k] for k in order]
        lengths = [it["n"] - c for it, c in zip(items, cut)]
        t = lengths[0]
        ids = numpy.zeros((len(items), t), dtype=numpy.int64)
        out = {k: numpy.full((len(items), t), IGNORED) for k in ("heads", "deprel", "xpos", "morph", "names")}
        for b, (it, n) in enumerate(zip(items, lengths)):
            r = random.random() if augment else 1
            how = 1 if r < 0.05 else 2 if r < 0.10 else 3 if r < 0.16 else 0
            ids[b, :n] = it["types"][how][:n]
            for begin, end, kind in it["swaps"] if augment else ():
                if end <= n and random.random() < SWAP:
                    ids[b, begin:end] = random.choice(self.pools[kind, end - begin])[how]
            for k in out:
                out[k][b, :n] = it[k][:n]
            if how == 1:
                out["names"][b, :] = IGNORED
        looked_up = torch.from_numpy(rows[ids])
        for b, n in enumerate(lengths):
            looked_up[b, n:] = 0
        gold = {k: torch.from_numpy(v) for k, v in out.items()}
        return [items, torch.tensor(lengths), looked_up, gold, self.soft(items, lengths, t)]

    def soft(self, items, lengths, t):
        """What the teachers think of a batch, as tensors; None without teachers."""
        if self.taught is None:
            return None
        width = {k: self.taught[0][k].shape[1] for k in ("deprel", "xpos", "morph", "names")} | {"arcs": t + 1}
        soft = {k: numpy.zeros((len(items), t, w), dtype=numpy.float32) for k, w in width.items()}
        heads = numpy.zeros((len(items), t), dtype=numpy.int64)
        for b, (it, n) in enumerate(zip(items, lengths)):
            row = it.get("taught")
            if row is None:  # our own sentences: the trees alone
                continue
            for k in soft:
                soft[k][b, :n, :n + 1 if k == "arcs" else None] = row[k][:n, :n + 1] if k == "arcs" else row[k][:n]
            heads[b, :n] = numpy.where(row["heads"][:n] <= n, row["heads"][:n], 0)
        return {k: torch.from_numpy(v) for k, v in soft.items()} | {"heads": torch.from_numpy(heads)}


def masked_loss(scores, gold):
    if not (gold != IGNORED).any():
        return scores.sum() * 0
    return torch.nn.functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORED)


def soft_loss(scores, wanted):
    """Cross entropy against the teachers' probabilities; words past a sentence's end have none."""
    total = wanted.sum(-1)
    real = total > 0
    if not real.any():
        return scores.sum() * 0
    probabilities = wanted[real] / total[real].unsqueeze(-1)
    return -(probabilities * scores[real].log_softmax(-1)).sum(-1).mean()


def arc_mask(lengths, t):
    """Columns past the end of a sentence can be no head."""
    return torch.arange(t + 1)[None, None, :] > lengths[:, None, None]


def evaluate(network, data, rows, labels):
    network.eval()
    count = collections.Counter()
    with torch.no_grad():
        for batch in data.batches(4000, shuffle=False):
            items, lengths, x, gold, _ = data.tensors(batch, rows, augment=False)
            h = network.encode(x[..., 0], x[..., 1], x[..., 2:], lengths)
            arcs = network.arc_scores(h).masked_fill(arc_mask(lengths, h.shape[1]), -1e9)
            heads = arcs.argmax(2)
            deprel = network.relation_scores(h, heads).argmax(2)
            tag = network.mlp(network.tag_hidden, h)
            xpos, morph = network.xpos(tag).argmax(2), network.morph(tag).argmax(2)
            names = network.names(network.mlp(network.name_hidden, h)).argmax(2)
            real = gold["heads"] != IGNORED
            right = (heads == gold["heads"]) & real
            count["words"] += int(real.sum())
            count["uas"] += int(right.sum())
            universal = torch.tensor(labels["universal"])
            same = universal[deprel] == universal[gold["deprel"].clamp(min=0)]
            count["las"] += int((right & same).sum())
            count["xpos"] += int(((xpos == gold["xpos"]) & real).sum())
            for b, item in enumerate(items):
                n = item["n"]
                count["upos"] += sum(labels["morph"].names[m].split("\t")[0] == u for m, u in zip(morph[b, :n].tolist(), item["upos"]))
                known = gold["names"][b, :n].tolist()
                if IGNORED in known:
                    continue
                a = treebank.spans(treebank.NAME_LABELS[k] for k in known)
                p = treebank.spans(treebank.NAME_LABELS[k] for k in names[b, :n].tolist())
                count["gold"] += len(a)
                count["found"] += len(p)
                count["both"] += len(a & p)
    network.train()
    score = {k: round(100 * count[k] / count["words"], 2) for k in ("uas", "las", "xpos", "upos")}
    score["names"] = round(200 * count["both"] / max(1, count["gold"] + count["found"]), 2)
    return score


def read_own_sentences(of):
    """Wire copy of our own with its trees; who is named there is not marked."""
    out = []
    for path in of.own_trees():
        for sentence in treebank.read_conllu(path):
            sentence.names = [None] * len(sentence)
            out.append(sentence)
    return out


def add_data_arguments(parser):
    parser.add_argument("--treebank", required=True)
    parser.add_argument("--vectors", help="word vectors; without them the network knows words by their spelling and the treebanks alone")
    language.add_argument(parser)
    parser.add_argument("--vector-words", type=int, default=24000)
    parser.add_argument("--dev-too", action="store_true",
                        help="train on nine in ten of the dev sentences too; the last epoch is then the one that is kept")
    parser.add_argument("--sentences", type=int, default=0, help="use only the first N sentences (a trial)")


class Corpus:
    """The treebanks, the vectors and the label sets that follow from them."""

    def __init__(self, args):
        self.language = language.Language(args.language)
        self.train = treebank.read_treebanks(args.treebank, "train")
        self.dev = treebank.read_treebanks(args.treebank, "dev")
        if args.dev_too:
            self.train += [s for i, s in enumerate(self.dev) if i % 10]
            self.dev = self.dev[::10]
        if args.sentences:
            self.train = self.train[:args.sentences]
        # Our own sentences come beside the treebanks: words and labels are the treebanks'.
        self.own = read_own_sentences(self.language)
        self.vector_words, self.vectors = read_vectors(args.vectors, args.vector_words)
        counts = collections.Counter(features.key(f) for s in self.train for f in s.forms)
        self.types = Types(self.vector_words, counts)
        morph_counts = collections.Counter(u + "\t" + f for s in self.train for u, f in zip(s.upos, s.feats))
        self.labels = {
            "xpos": Labels(sorted({x for s in self.train for x in s.xpos})),
            "morph": Labels(m for m, n in sorted(morph_counts.items()) if n >= 3),
            "deprel": Labels(sorted({d for s in self.train for d in s.deprels})),
        }
        universal = {}
        self.labels["universal"] = [universal.setdefault(d.split(":")[0], len(universal)) for d in self.labels["deprel"].names]

    def network(self, config):
        return Network(config, self.vectors.float() * (2 / 127), len(self.types.counts), len(self.labels["xpos"].names),
                       len(self.labels["morph"].names), len(self.labels["deprel"].names), len(treebank.NAME_LABELS))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_data_arguments(parser)
    parser.add_argument("--out", required=True, help="the model file; its manifest.json goes beside it")
    parser.add_argument("--work", default="/tmp/attache-train", help="folder for the log and the checkpoint")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--scorers", type=int, default=128, help="width of the arc and relation scorers")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-words", type=int, default=900)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--dropout", type=float, default=0.28)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--start", help="the checkpoint of an earlier run with the same sizes, to go on from")
    parser.add_argument("--own-times", type=int, default=4, help="how often an epoch sees each of our own sentences (wire/ of the language)")
    parser.add_argument("--taught", help="what teach.py wrote: learn from that beside the treebank")
    parser.add_argument("--teaching", type=float, default=0.6, help="the teachers' share of the loss on labelled sentences")
    parser.add_argument("--export-only", action="store_true", help="write the model file from the checkpoint in --work")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    numpy.random.seed(args.seed)
    torch.manual_seed(args.seed)

    corpus = Corpus(args)
    types, labels = corpus.types, corpus.labels
    config = {"layers": args.layers, "hidden": args.hidden, "encoder": args.hidden, "tag": 128, "name": 64, "arc": args.scorers,
              "relation": args.scorers, "dropout": args.dropout}
    network = corpus.network(config)
    checkpoint = os.path.join(args.work, "checkpoint.pt")
    if args.start:
        network.load_state_dict(torch.load(args.start)["network"])
    if not args.export_only:
        names = read_names(corpus.language.path("names.txt"))
        train_data, dev_data = Data(corpus.train, types, labels, True, corpus.language.small, names), Data(corpus.dev, types, labels, False)
        if args.taught:
            train_data.teach(torch.load(args.taught))
        for _ in range(args.own_times):
            train_data.add(corpus.own)
        learn(args, network, train_data, dev_data, types, numpy.array(types.rows), labels, checkpoint, os.path.join(args.work, "log.jsonl"))
    network.load_state_dict(torch.load(checkpoint)["network"])
    scores = torch.load(checkpoint)["scores"]
    export.write(args.out, network, corpus.vector_words, corpus.vectors, types, labels, lemmas.learn(corpus.train, corpus.language, corpus.vector_words),
                 corpus.language, scores, args)


def learn(args, network, train_data, dev_data, types, rows, labels, checkpoint, log_path):
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    weights = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=args.rate, betas=(0.9, 0.98), eps=1e-8)
    counts = torch.from_numpy(types.counts)
    unknown = 0.25 / (0.25 + counts)  # the rarer a word, the oftener it is hidden
    unknown[0] = 0
    steps_per_epoch = len(train_data.batches(args.batch_words, shuffle=True))
    total, step, best = steps_per_epoch * args.epochs, 0, -1.0
    start, cpu = time.time(), time.process_time()
    with open(log_path, "w", encoding="utf8") as log:
        for epoch in range(1, args.epochs + 1):
            sums = collections.Counter()
            for batch in train_data.batches(args.batch_words, shuffle=True):
                done = step / total
                rate = args.rate * min(1, (step + 1) / 150) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
                for group in optimizer.param_groups:
                    group["lr"] = rate
                _, lengths, x, gold, soft = train_data.tensors(batch, rows, augment=True)
                word = x[..., 0]
                word = word.masked_fill(torch.rand(word.shape) < unknown[word], 0)
                keep = (torch.rand(word.shape) > 0.08).float()
                h = network.encode(word, x[..., 1], x[..., 2:], lengths, keep)
                arcs = network.arc_scores(h).masked_fill(arc_mask(lengths, h.shape[1]), -1e9)
                tag = network.mlp(network.tag_hidden, h)
                name = network.names(network.mlp(network.name_hidden, h))
                known = gold["heads"] != IGNORED
                heads = gold["heads"].clamp(min=0) if soft is None else torch.where(known, gold["heads"], soft["heads"])
                relation, xpos, morph = network.relation_scores(h, heads), network.xpos(tag), network.morph(tag)
                scored = {"arc": (arcs, "heads", "arcs", 1), "relation": (relation, "deprel", "deprel", 1), "xpos": (xpos, "xpos", "xpos", 0.5),
                          "morph": (morph, "morph", "morph", 0.5), "names": (name, "names", "names", 0.7)}
                losses = {}
                for what, (scores, key, taught, weight) in scored.items():
                    loss = masked_loss(scores, gold[key])
                    if soft is not None:
                        # Unlabelled sentences have the teachers alone; the two means count by the words that they speak for.
                        loss = (1 - args.teaching) * float(known.float().mean() / (lengths.sum() / known.numel())) * loss
                        loss = loss + args.teaching * soft_loss(scores, soft[taught])
                    losses[what] = weight * loss
                optimizer.zero_grad(set_to_none=True)
                sum(losses.values()).backward()
                torch.nn.utils.clip_grad_norm_(weights, 5.0)
                optimizer.step()
                step += 1
                decay = min(0.998, step / (step + 20))
                with torch.no_grad():
                    for k, v in network.state_dict().items():
                        if k != "vectors":
                            average[k].lerp_(v, 1 - decay)
                for k, v in losses.items():
                    sums[k] += float(v)
            current = {k: v.clone() for k, v in network.state_dict().items()}
            network.load_state_dict(average)
            scores = evaluate(network, dev_data, rows, labels)
            if scores["las"] > best or args.dev_too:
                best = scores["las"]
                torch.save({"network": average, "scores": scores, "config": network.config}, checkpoint)
            network.load_state_dict(current)
            row = {"epoch": epoch, "loss": {k: round(v / steps_per_epoch, 4) for k, v in sums.items()}, "dev": scores,
                   "wall_s": round(time.time() - start), "cpu_s": round(time.process_time() - cpu)}
            print(json.dumps(row), flush=True)
            log.write(json.dumps(row) + "\n")
            log.flush()


if __name__ == "__main__":
    main()
