"""Readers of the data sets on which the methods are measured, by the form of the file and not by its name."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from mlbridge.engine.histories import Floats, Histories, Ints

MINUTES_A_DAY = 24 * 60


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, gzip too."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file


def sequences(path: Path) -> list[list[int]]:
    """One list of item numbers per line, separated by blanks. Lines with fewer than two are left out."""
    listed = [[int(word) for word in line.split()] for line in lines(path)]
    return [one for one in listed if len(one) > 1]


@dataclass(frozen=True)
class Retail:
    """Clean purchases of a transaction file: columns of equal length, and the names of the items."""

    customer: Ints
    item: Ints
    day: Floats
    names: list[str]

    def histories(self) -> Histories:
        return Histories.of(self.customer, self.item, self.day)


def retail(path: Path) -> Retail:
    """Purchases from invoice lines: no cancellations, oddities, repeated lines or unknown customers.

    Columns: InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID. ``day`` counts from 1970-01-01.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False).drop_duplicates()
    quantity, price = table["Quantity"].astype(int), table["UnitPrice"].astype(float)
    clean = table[
        ~table["InvoiceNo"].str.startswith("C")
        & (quantity > 0)
        & (price > 0)
        & table["StockCode"].str.fullmatch(r"\d{5}[A-Za-z]{0,2}")
        & (table["CustomerID"] != "")
    ]
    item, names = pd.factorize(clean["StockCode"])
    moment = pd.to_datetime(clean["InvoiceDate"]).to_numpy(dtype="datetime64[m]").astype(np.int64)
    return Retail(
        clean["CustomerID"].astype(float).astype(np.int64).to_numpy(),
        item.astype(np.int64),
        moment / MINUTES_A_DAY,
        [str(name) for name in names],
    )


@dataclass(frozen=True)
class Requests:
    """Requests as text (method, path, query and body), whether each is an attack, and which half it belongs to."""

    text: list[str]
    is_attack: Ints
    is_train: Ints


def requests(path: Path) -> Requests:
    """Labelled requests. Columns: request, label (1 is an attack), split ("train" or "test")."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return Requests(
        [str(text) for text in table["request"]],
        (table["label"] == "1").to_numpy().astype(np.int64),
        (table["split"] == "train").to_numpy().astype(np.int64),
    )


def odd_values(path: Path) -> Requests:
    """Labelled values of parameters. Columns: payload, label ("norm" or "anom")."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    texts = [str(text) for text in table["payload"]]
    return Requests(
        texts,
        (table["label"] != "norm").to_numpy().astype(np.int64),
        np.zeros(len(texts), dtype=np.int64),
    )
