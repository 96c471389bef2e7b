"""Everything that can be read, and what is said when it cannot."""

import datetime as dt
import json
import re

import pandas
import polars
import pytest

from contradict import Document
from contradict.errors import InputError, OptionError
from contradict.read import read

ROW = {"headline": "Bridge closed", "body": "The bridge was closed.", "published": "2025-03-04", "source": "The Post"}


def test_text_and_lists_of_text():
    assert [d.text for d in read("The bridge was closed.")] == ["The bridge was closed."]
    assert [d.text for d in read(["One.", "Two."])] == ["One.", "Two."]


def test_documents_keep_their_ids_and_twins_get_their_own():
    documents = read([Document("One.", "x"), Document("Two.", "x"), Document("Three.")])
    assert [d.id for d in documents][:2] == ["x", "x-2"]
    assert documents[2].id.startswith("text-")


@pytest.mark.parametrize(
    "rows",
    [ROW, [ROW], pandas.DataFrame([ROW]), polars.DataFrame([ROW]), iter([ROW])],
    ids=["dict", "list", "pandas", "polars", "iterator"],
)
def test_rows_with_guessed_columns(rows):
    (document,) = read(rows)
    assert document.text == ROW["body"]
    assert (document.title, document.date, document.outlet) == ("Bridge closed", dt.date(2025, 3, 4), "The Post")


def test_a_datasets_dataset():
    datasets = pytest.importorskip("datasets")
    (document,) = read(datasets.Dataset.from_list([ROW]))
    assert document.title == "Bridge closed"


def test_a_langchain_like_document():
    class Passage:
        page_content = "The bridge was closed."
        metadata = {"source": "The Post"}  # noqa: RUF012

    (document,) = read([Passage()])
    assert (document.text, document.outlet) == ("The bridge was closed.", "The Post")


@pytest.mark.parametrize("scored", [False, True])
def test_a_llamaindex_like_node(scored):
    class Node:
        node_id = "n1"
        metadata = {"file_name": "a.txt", "date": "2025-03-04"}  # noqa: RUF012

        def get_content(self):
            return "The bridge was closed."

    class Scored:
        node = Node()
        score = 0.7

    (document,) = read([Scored() if scored else Node()])
    assert (document.text, document.id) == ("The bridge was closed.", "n1")
    assert document.date == dt.date(2025, 3, 4)


def test_columns_that_are_named(tmp_path):
    path = tmp_path / "saetze.csv"
    path.write_text("Inhalt,Tag,text\nThe bridge was closed.,2025-03-04,no\n", "utf-8")
    named = {"text": "Inhalt", "date": "Tag"}
    for source in (path, pandas.read_csv(path)):
        (document,) = read(source, named)
        assert (document.text, document.date) == ("The bridge was closed.", dt.date(2025, 3, 4))
    with pytest.raises(InputError, match="has no column 'body': its columns are"):
        read(path, {"text": "body"})
    with pytest.raises(OptionError, match="columns names 'author_name': known are text, id"):
        read(path, {"author_name": "Tag"})


def test_a_missing_value_in_a_frame_is_no_value():
    frame = pandas.DataFrame([{**ROW, "published": None}, ROW])
    assert read(frame)[0].date is None


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ([], "docs is empty"),
        (7, "docs is of type int"),
        ([{"title": "x"}], "docs[0] has no text: its columns are ['title']"),
        (["fine", None], "docs[1] is of type NoneType"),
        ("no/such/file.txt", "no such file or folder: no/such/file.txt"),
        ("no/such/*.txt", "no file matches no/such/*.txt"),
    ],
)
def test_what_cannot_be_read_is_named(source, message):
    with pytest.raises(InputError, match=re.escape(message)):
        read(source)


def test_a_folder_without_readable_files(tmp_path):
    with pytest.raises(InputError, match="no readable file in folder"):
        read(tmp_path)


def test_folder_ids_are_relative_paths(tmp_path):
    (tmp_path / "day").mkdir()
    (tmp_path / "day/a.txt").write_text("The bridge was closed.", "utf-8")
    (tmp_path / "notes.json").write_text(json.dumps({}), "utf-8")
    assert [d.id for d in read(tmp_path)] == ["day/a.txt"]
    assert [d.text for d in read(str(tmp_path / "day/*.txt"))] == ["The bridge was closed."]
