"""The network: word encoder, bidirectional LSTM layers, and heads for tags, arcs, relations and names.

Every hidden value lies in (-1, 1), so that inference can hold it as int8 with one fixed scale of 1/63
(src/language/network.cc). Shapes: B sentences, T words, padded at the end.
"""
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import features


def locked_dropout(x, p, training):
    """One mask per sentence, shared by all its words."""
    if not training or p == 0:
        return x
    mask = x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)
    return x * mask


class Network(nn.Module):
    def __init__(self, config, vectors, known_words, xpos_count, morph_count, relation_count, name_count):
        """vectors: float tensor [V, 64], row 0 zero. known_words: rows of the trained word table, row 0 unknown."""
        super().__init__()
        self.config = config
        size, hidden = config["encoder"], config["hidden"]
        self.register_buffer("vectors", vectors)
        self.words = nn.Embedding(known_words, 64)
        self.prefixes = nn.Embedding(features.PREFIX_ROWS, 32, padding_idx=0)
        self.suffixes = nn.Embedding(features.SUFFIX_ROWS, 64, padding_idx=0)
        self.shapes = nn.Embedding(features.SHAPE_ROWS, 32, padding_idx=0)
        for table in (self.words, self.prefixes, self.suffixes, self.shapes):
            nn.init.normal_(table.weight, std=0.25)
            if table.padding_idx is not None:
                nn.init.zeros_(table.weight[0:1].detach())
        width = 64 + vectors.shape[1] + 32 + 64 + 32
        self.encoder = nn.Linear(width, size)
        self.lstms = nn.ModuleList(
            nn.LSTM(size if layer == 0 else 2 * hidden, hidden, batch_first=True, bidirectional=True)
            for layer in range(config["layers"]))
        for lstm in self.lstms:
            for name, weight in lstm.named_parameters():
                if "weight_hh" in name:
                    for gate in weight.detach().chunk(4):
                        nn.init.orthogonal_(gate)
        out = 2 * hidden
        self.tag_hidden = nn.Linear(out, config["tag"])
        self.xpos = nn.Linear(config["tag"], xpos_count)
        self.morph = nn.Linear(config["tag"], morph_count)
        self.name_hidden = nn.Linear(out, config["name"])
        self.names = nn.Linear(config["name"], name_count)
        self.arc_dependent = nn.Linear(out, config["arc"])
        self.arc_head = nn.Linear(out, config["arc"])
        self.arc_root = nn.Parameter(torch.zeros(config["arc"]))  # before tanh
        self.arc = nn.Linear(config["arc"], config["arc"])  # its bias is the score of a head by itself
        self.relation_dependent = nn.Linear(out, config["relation"])
        self.relation_head = nn.Linear(out, config["relation"], bias=False)
        self.relation_root = nn.Parameter(torch.zeros(config["relation"]))
        self.relation = nn.Linear(config["relation"], relation_count)

    def encode(self, word, vector, hashed, lengths, vector_keep=None):
        p, s = features.PREFIXES, features.PREFIXES + features.SUFFIXES
        vectors = self.vectors[vector]
        if vector_keep is not None:
            vectors = vectors * vector_keep.unsqueeze(-1)
        x = torch.cat([self.words(word), vectors, self.prefixes(hashed[..., :p]).sum(2),
                       self.suffixes(hashed[..., p:s]).sum(2), self.shapes(hashed[..., s])], 2)
        drop = self.config["dropout"]
        x = torch.tanh(self.encoder(nn.functional.dropout(x, drop * 0.5, self.training)))
        for lstm in self.lstms:
            x = locked_dropout(x, drop, self.training)
            packed = pack_padded_sequence(x, lengths, batch_first=True)
            x, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True)
        return locked_dropout(x, drop, self.training)

    def mlp(self, layer, x):
        return nn.functional.dropout(torch.tanh(layer(x)), self.config["dropout"], self.training)

    def arc_scores(self, x):
        """[B, T, T + 1]: column 0 is the root."""
        heads = torch.tanh(torch.cat([self.arc_root.expand(x.shape[0], 1, -1), self.arc_head(x)], 1))
        heads = nn.functional.dropout(heads, self.config["dropout"], self.training)
        return self.arc(self.mlp(self.arc_dependent, x)) @ heads.transpose(1, 2)

    def relation_scores(self, x, heads):
        """heads: [B, T], 0 the root, else 1 + index."""
        by_head = torch.cat([self.relation_root.expand(x.shape[0], 1, -1), self.relation_head(x)], 1)
        chosen = by_head.gather(1, heads.unsqueeze(-1).expand(-1, -1, by_head.shape[2]))
        hidden = torch.tanh(self.relation_dependent(x) + chosen)
        return self.relation(nn.functional.dropout(hidden, self.config["dropout"], self.training))
