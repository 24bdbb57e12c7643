"""Writes the model file that src/language/model.h reads; docs/model-format.md describes it."""
import hashlib
import json
import os
import struct

import numpy

import features

MAGIC, VERSION, ALIGNMENT = b"ATTACHEM", 3, 64
STEPS = 63  # values of the network are whole steps of 1/STEPS, as src/language/kernels.h has it
TYPES = {"uint8": 0, "int8": 1, "int32": 2, "uint32": 3, "float32": 4}


class ModelFile:
    def __init__(self):
        self.tensors = []

    def add(self, name, array):
        array = numpy.ascontiguousarray(array)
        if array.ndim == 1:
            array = array[:, None]
        self.tensors.append((name, array))

    @classmethod
    def load(cls, path):
        """A model file, of an older version too, as arrays to look at and to save again."""
        with open(path, "rb") as f:
            data = f.read()
        magic, version, count, _ = struct.unpack_from("<8sIIQ", data)
        if magic != MAGIC or version > VERSION:
            raise SystemExit(f"{path}: no language model that this program knows")
        model = cls()
        names = {number: name for name, number in TYPES.items()}
        for i in range(count):
            name, kind, rows, columns, _, offset, size = struct.unpack_from("<48sIIIIQQ", data, 24 + 80 * i)
            array = numpy.frombuffer(data, dtype=names[kind], count=rows * columns, offset=offset)
            model.tensors.append((name.rstrip(b"\0").decode(), array.reshape(rows, columns)))
        if version < 3:  # whose values were steps of 1/127
            matrices = {name[:-len(".bias")] for name, _ in model.tensors if name.endswith(".bias")}
            model.tensors = [(name, array * numpy.float32(127 / STEPS) if name.endswith(".scale") and name[:-len(".scale")] in matrices else array)
                             for name, array in model.tensors]
        return model

    def find(self, name):
        return next(array for n, array in self.tensors if n == name)

    def drop(self, prefix):
        self.tensors = [(n, a) for n, a in self.tensors if not n.startswith(prefix)]

    def text(self, name, lines):
        self.add(name, numpy.frombuffer("\n".join(lines).encode(), dtype=numpy.uint8))

    def save(self, path):
        head = 24 + 80 * len(self.tensors)
        offset, table, blocks = head, b"", []
        for name, array in self.tensors:
            offset += -offset % ALIGNMENT
            data = array.tobytes()
            table += struct.pack("<48sIIIIQQ", name.encode(), TYPES[str(array.dtype)], array.shape[0],
                                 array.shape[1], 0, offset, len(data))
            blocks.append((offset, data))
            offset += len(data)
        # Beside, then in one step: a program that has the old file mapped goes on with the old file.
        with open(path + ".new", "wb") as out:
            out.write(struct.pack("<8sIIQ", MAGIC, VERSION, len(self.tensors), offset))
            out.write(table)
            for at, data in blocks:
                out.write(b"\0" * (at - out.tell()))
                out.write(data)
        os.replace(path + ".new", path)

    def strings(self, name, words):
        """Words as one text and their starts, with a hash table of word numbers + 1 (FNV-1a, salt 0, open addressing)."""
        data = [w.encode() for w in words]
        starts = numpy.zeros(len(data) + 1, dtype=numpy.uint32)
        starts[1:] = numpy.cumsum([len(d) for d in data])
        size = 1
        while size < 1.5 * len(data):
            size *= 2
        slots = numpy.zeros(size, dtype=numpy.uint32)
        for i, d in enumerate(data):
            at = features.fnv1a(0, d) & (size - 1)
            while slots[at]:
                at = (at + 1) & (size - 1)
            slots[at] = i + 1
        self.add(name + ".text", numpy.frombuffer(b"".join(data), dtype=numpy.uint8))
        self.add(name + ".starts", starts)
        self.add(name + ".slots", slots)

    def table(self, name, weight):
        """An embedding table as int8 with one scale."""
        scale = float(numpy.abs(weight).max()) / 127
        self.add(name, numpy.rint(weight / scale).astype(numpy.int8))
        self.add(name + ".scale", numpy.array([scale], dtype=numpy.float32))

    def matrix(self, name, weights, bias):
        """One or several [rows, columns] matrices over the same rows, as int8 with a shared scale per row. The scale
        includes the 1/STEPS of the input's int8; rows are padded to a multiple of 8."""
        scale = numpy.max([numpy.abs(w).max(1) for w in weights.values()], axis=0) / 127 + 1e-12
        pad = -len(scale) % 8
        for suffix, w in weights.items():
            steps = numpy.clip(numpy.rint(w / scale[:, None]), -127, 127).astype(numpy.int8)
            self.add(name + suffix, packed(numpy.pad(steps, ((0, pad), (0, 0)))))
        self.add(name + ".scale", numpy.pad(scale / STEPS, (0, pad)).astype(numpy.float32))
        self.add(name + ".bias", numpy.pad(bias, (0, pad)).astype(numpy.float32))


def packed(steps):
    """[R, K] -> the order that the kernels read: blocks of 8 rows, within them groups of 4 columns, [R/8][K/4][8][4].
    The shape stays [R, K]."""
    rows, columns = steps.shape
    return steps.reshape(rows // 8, 8, columns // 4, 4).transpose(0, 2, 1, 3).reshape(rows, columns)


def add_lemmas(model, tables):
    rules, whole, endings = tables
    model.add("lemma.rules", numpy.array([[keep, cut] for keep, cut, _ in rules], dtype=numpy.uint32))
    starts = numpy.zeros(len(rules) + 1, dtype=numpy.uint32)
    starts[1:] = numpy.cumsum([len(r[2]) for r in rules])
    model.add("lemma.added.text", numpy.frombuffer(b"".join(r[2] for r in rules), dtype=numpy.uint8))
    model.add("lemma.added.starts", starts)
    for name, table in (("lemma.whole", whole), ("lemma.endings", endings)):
        keys = sorted(table)
        model.strings(name, keys)
        model.add(name + ".rule", numpy.array([table[k] for k in keys], dtype=numpy.uint32))


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def write_manifest(path, manifest):
    """The manifest beside the model file at `path`."""
    with open(os.path.join(os.path.dirname(path), "manifest.json"), "w", encoding="utf8") as out:
        json.dump(manifest, out, indent=2)
        out.write("\n")


def write(path, network, vector_words, vectors, types, labels, lemma_tables, of, scores, args):
    w = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    model = ModelFile()
    for kind in ("xpos", "morph", "deprel"):
        model.text("labels." + kind, labels[kind].names)
    words = sorted(set(types.word_row) | set(types.vector_row))
    model.strings("dictionary", words)
    model.add("dictionary.word", numpy.array([types.word_row.get(x, 0) for x in words], dtype=numpy.uint32))
    model.add("dictionary.vector", numpy.array([types.vector_row.get(x, 0) for x in words], dtype=numpy.uint32))
    model.add("vectors", vectors.numpy())
    model.add("vectors.scale", numpy.array([2 / 127], dtype=numpy.float32))
    for name in ("words", "prefixes", "suffixes", "shapes"):
        table = w[name + ".weight"].copy()
        if name != "words":
            table[0] = 0
        model.table(name, table)
    model.add("encoder.weights", w["encoder.weight"].T.astype(numpy.float32))  # [inputs, outputs]
    model.add("encoder.bias", w["encoder.bias"].astype(numpy.float32))
    for layer in range(network.config["layers"]):
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            part = {k: w[f"lstms.{layer}.{k}_l0{suffix}"] for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
            model.matrix(f"layer.{layer}.{direction}", {".input": part["weight_ih"], ".recurrent": part["weight_hh"]},
                         part["bias_ih"] + part["bias_hh"])
    dense = lambda name, layer: model.matrix(name, {"": w[layer + ".weight"]},
                                             w.get(layer + ".bias", numpy.zeros(len(w[layer + ".weight"]))))
    for layer in ("tag_hidden", "name_hidden", "arc_dependent", "arc_head", "relation_dependent", "relation_head", "xpos",
                  "morph", "names", "arc", "relation"):
        dense(layer, layer)
    model.add("arc_root", w["arc_root"])
    model.add("relation_root", w["relation_root"])
    add_lemmas(model, lemma_tables)
    model.text("orthography", [of.orthography])
    model.save(path)
    manifest = {
        "file": os.path.basename(path), "format": VERSION, "sha256": digest(path), "bytes": os.path.getsize(path),
        "language": of.name, "licence": "CC BY-SA 4.0",
        "data": ["UD English EWT (CC BY-SA 4.0)", "UD English GUM without its non-commercial genres (CC BY, CC BY-SA, public domain)",
                 "Universal NER English EWT (CC BY-SA 4.0)", "64-dimensional word vectors from public news (our own counts)"],
        "network": {k: v for k, v in network.config.items()},
        "training": {"epochs": args.epochs, "seed": args.seed, "rate": args.rate, "batch_words": args.batch_words},
        "dev_scores_gold_tokens": scores,
    }
    write_manifest(path, manifest)
