#!/usr/bin/env python3
"""Learns the lemma tables anew and puts them, and the language's orthography, into a model file in place of its own; the network stays as it is:

    train/relemma.py models/english.attache models/english.attache --treebank ../shared/treebank

The manifest beside MODEL is written beside OUT with the new sha256. The words of running text that the rules are checked against
are those that the model has vectors for. Needs Python 3 and numpy.
"""
import argparse
import json
import os

import export
import language
import lemmas
import treebank


def vector_words(model):
    """The words that have vectors, the most frequent first."""
    text = model.find("dictionary.text").tobytes()
    starts = model.find("dictionary.starts")[:, 0].tolist()
    rows = model.find("dictionary.vector")[:, 0].tolist()
    words = [(row, text[starts[i]:starts[i + 1]].decode()) for i, row in enumerate(rows) if row]
    return [word for _, word in sorted(words)]


def accuracy(lemmatiser, sentences):
    """Percent of words that get their lemma, given their tags."""
    right = words = 0
    for s in sentences:
        for i, (form, lemma, tag) in enumerate(zip(s.forms, s.lemmas, s.xpos)):
            words += 1
            right += lemmatiser.lemma(form, tag, i > 0) == lemma
    return round(100 * right / max(1, words), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("--treebank", required=True)
    language.add_argument(parser)
    parser.add_argument("--dev-too", action="store_true", help="learn from the dev sentences too, after the scores are told")
    args = parser.parse_args()
    model = export.ModelFile.load(args.model)
    of = language.Language(args.language)
    with open(os.path.join(os.path.dirname(args.model), "manifest.json"), encoding="utf8") as f:
        manifest = json.load(f)
    train = treebank.read_treebanks(args.treebank, "train")
    dev = treebank.read_treebanks(args.treebank, "dev")
    words = vector_words(model)
    tables = lemmas.learn(train, of, words)
    print(f"dev lemmas with the treebanks' tags: {accuracy(lemmas.Lemmatiser(tables), dev)} %")
    if args.dev_too:
        tables = lemmas.learn(train + dev, of, words)
    model.drop("lemma.")
    export.add_lemmas(model, tables)
    model.drop("orthography")
    model.text("orthography", [of.orthography])
    model.save(args.out)
    for scores in manifest.get("test_scores", {}).values():
        scores.get("gold_tokens", {}).pop("lemmas", None)  # those of the old tables
    manifest.update(file=os.path.basename(args.out), format=export.VERSION, sha256=export.digest(args.out),
                    bytes=os.path.getsize(args.out), lemmas_from="train and dev" if args.dev_too else "train")
    export.write_manifest(args.out, manifest)


if __name__ == "__main__":
    main()
