#!/usr/bin/env python3
"""What one or several trained networks think of every sentence, for a smaller one to learn from:

    train/teach.py --treebank ../shared/treebank --vectors VECTORS --dev-too --teachers A/checkpoint.pt B/checkpoint.pt \\
        --unlabelled text.conllu --out taught.pt
    train/train.py ... --taught taught.pt

Writes, for each training sentence and for each sentence of the unlabelled CoNLL-U files (of which only the words count), the mean of
the teachers' probabilities: heads, relations (to the gold head, else to the likeliest), tags and names, as float16. The teachers must
have been trained by train.py on the same treebank and vectors (and both with or both without --dev-too).

With --variants N, each training sentence comes N times more with some of its words exchanged for others of the same tag and of like
use (near in the word vectors): unlabelled sentences of the treebanks' own kind, as data augmentation for distillation does it (Jiao et
al. 2020, TinyBERT).
"""
import argparse
import collections
import os
import random

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
import torch

import train
import treebank


def unlabelled_sentences(paths, limit):
    """Sentences of sensible length; their words are known, nothing else is."""
    out = []
    for path in paths:
        for sentence in treebank.read_conllu(path):
            if 4 <= len(sentence) <= limit:
                sentence.names = [None] * len(sentence)
                out.append(sentence)
    return out


OPEN = {"NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "JJR", "JJS", "RB"}  # tags of words to exchange
EXCHANGED = 0.25  # how often such a word is exchanged
NEAREST = 12  # among how many


def neighbours(sentences, corpus):
    """{(word, tag): the words of that tag that are nearest to it}, both in small letters."""
    by_tag = collections.defaultdict(set)
    for sentence in sentences:
        for form, tag in zip(sentence.forms, sentence.xpos):
            if tag in OPEN and form.lower() in corpus.types.vector_row:
                by_tag[tag].add(form.lower())
    out = {}
    for tag, words in by_tag.items():
        words = sorted(words)
        rows = corpus.vectors[[corpus.types.vector_row[w] for w in words]].float()
        rows = rows / rows.norm(dim=1, keepdim=True).clamp(min=1e-6)
        for begin in range(0, len(words), 500):
            near = (rows[begin:begin + 500] @ rows.T).topk(min(NEAREST + 1, len(words))).indices
            for word, others in zip(words[begin:begin + 500], near.tolist()):
                out[word, tag] = [words[k] for k in others if words[k] != word]
    return out


def variants(sentences, corpus, times):
    """Each sentence `times` times with words exchanged; the same ones every time."""
    near, chance, out = neighbours(sentences, corpus), random.Random(1), []
    for _ in range(times):
        for sentence in sentences:
            other = treebank.Sentence("")
            for form, tag in zip(sentence.forms, sentence.xpos):
                choice = near.get((form.lower(), tag))
                if choice and chance.random() < EXCHANGED:
                    word = chance.choice(choice)
                    form = word.upper() if form.isupper() and len(form) > 1 else word.capitalize() if form[0].isupper() else word
                other.forms.append(form)
            if other.forms != sentence.forms:
                out.append(other)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    train.add_data_arguments(parser)
    parser.add_argument("--teachers", nargs="+", required=True, help="checkpoints that train.py wrote")
    parser.add_argument("--unlabelled", nargs="*", default=[], help="CoNLL-U files of which only the words are used")
    parser.add_argument("--variants", type=int, default=0, help="how many variants of each training sentence to add")
    parser.add_argument("--longest", type=int, default=60, help="leave out longer unlabelled sentences")
    parser.add_argument("--out", required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    corpus = train.Corpus(args)
    unlabelled = unlabelled_sentences(args.unlabelled, args.longest)
    labelled = [s for s in corpus.train if len(s) <= train.LONGEST]
    unlabelled += variants([s for s in labelled if 4 <= len(s) <= args.longest], corpus, args.variants)
    data = train.Data(labelled, corpus.types, corpus.labels, augment=False)
    data.add_unlabelled(unlabelled)
    rows = numpy.array(corpus.types.rows)
    networks = []
    for path in args.teachers:
        saved = torch.load(path)
        network = corpus.network(saved["config"])
        network.load_state_dict(saved["network"])
        network.eval()
        networks.append(network)

    taught = [None] * len(data.items)
    done = 0
    with torch.no_grad():
        for batch in data.batches(4000, shuffle=False):
            items, lengths, x, gold, _ = data.tensors(batch, rows, augment=False)
            means = None
            encoded = [n.encode(x[..., 0], x[..., 1], x[..., 2:], lengths) for n in networks]
            mask = train.arc_mask(lengths, x.shape[1])
            arcs = sum(n.arc_scores(h).masked_fill(mask, -1e9).softmax(2) for n, h in zip(networks, encoded)) / len(networks)
            heads = torch.where(gold["heads"] != train.IGNORED, gold["heads"], arcs.argmax(2))
            means = {"arcs": arcs}
            for n, h in zip(networks, encoded):
                tag = n.mlp(n.tag_hidden, h)
                for name, scores in (("deprel", n.relation_scores(h, heads)), ("xpos", n.xpos(tag)), ("morph", n.morph(tag)),
                                     ("names", n.names(n.mlp(n.name_hidden, h)))):
                    means[name] = means.get(name, 0) + scores.softmax(2) / len(networks)
            for b, (item, index) in enumerate(zip(items, data.order_of(batch))):
                n = item["n"]
                row = {k: v[b, :n].to(torch.float16).numpy() for k, v in means.items() if k != "arcs"}
                row["arcs"] = arcs[b, :n, :n + 1].to(torch.float16).numpy()
                row["heads"] = heads[b, :n].to(torch.int16).numpy()
                taught[index] = row
            done += len(batch)
    torch.save({"labelled": len(labelled), "taught": taught, "unlabelled": [s.forms for s in unlabelled]}, args.out)
    print(f"{len(labelled)} labelled and {len(unlabelled)} unlabelled sentences, {sum(map(len, unlabelled))} unlabelled words")


if __name__ == "__main__":
    main()
