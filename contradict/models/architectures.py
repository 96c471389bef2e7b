"""The kinds of encoders that the OpenVINO engine runs, and where each keeps its weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Architecture:
    """How a kind of BERT names its weights, as transformers does, and what it adds to them.

    prefix: before the names of all weights of the encoder. query, key, value, mixed, attended: of each layer's
    attention, the three projections, the one behind them, and the norm. head: the two layers of a classifier.
    first_position: of a text's first token in the table of positions. relative: a bias by distance between tokens.
    """

    prefix: str
    query: str = "attention.self.query"
    key: str = "attention.self.key"
    value: str = "attention.self.value"
    mixed: str = "attention.output.dense"
    attended: str = "attention.output.LayerNorm"
    head: tuple[str, str] = ("classifier.dense", "classifier.out_proj")
    first_position: int = 0
    relative: bool = False


ARCHITECTURES = {
    "bert": Architecture("bert.", head=("pooler.dense", "classifier")),
    "roberta": Architecture("roberta.", first_position=2),
    "mpnet": Architecture(
        "mpnet.",
        query="attention.attn.q",
        key="attention.attn.k",
        value="attention.attn.v",
        mixed="attention.attn.o",
        attended="attention.LayerNorm",
        first_position=2,
        relative=True,
    ),
}
