"""Everything that can be read, and what is said when it cannot."""

import datetime as dt
import json
import os
import pickle
import re
from pathlib import Path

import numpy
import pandas
import polars
import pytest

from contradict import Document
from contradict.errors import InputError, LeftOutWarning, NoTextError, OptionError
from contradict.read import read

ROW = {"headline": "Bridge closed", "body": "The bridge was closed.", "published": "2025-03-04", "source": "The Post"}
ABOUT = {"source": "The Post", "date": "2025-03-04"}


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
    Passage.id = "p1"
    assert read([Passage()])[0].id == "p1"


@pytest.mark.parametrize(
    "passage",
    [
        {"text": "It was closed.", "metadata": {"id": "c1", **ABOUT}},
        {"page_content": "It was closed.", "id": None, "Metadata": {"Id": "c1", **ABOUT}},
        {"id": "c1", "score": 0.7, "metadata": {"text": "It was closed.", **ABOUT}},
    ],
    ids=["chroma", "langchain", "pinecone"],
)
def test_the_metadata_of_a_passage(passage, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(passage), "utf-8")
    for source in ([passage], tmp_path):
        (document,) = read(source)
        assert (document.text, document.id, document.outlet) == ("It was closed.", "c1", "The Post")
        assert document.date == dt.date(2025, 3, 4)


def test_a_row_says_more_than_its_metadata():
    row = {"text": "It was closed.", "id": "a", "metadata": {"id": "b", "text": "no"}}
    assert (read(row)[0].text, read(row)[0].id) == ("It was closed.", "a")


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
    with pytest.raises(InputError, match=re.escape("has no column 'body': its columns are ['Inhalt', 'Tag', 'text']")):
        read(path, {"text": "body"})
    with pytest.raises(OptionError, match="columns names 'author_name': known are text, id"):
        read(path, {"author_name": "Tag"})


def test_rows_that_lack_a_column_that_was_named():
    rows = [{"text": ROW["body"], "day": "2025-03-04"}, {"text": "The dam is sound, the engineers say."}]
    with pytest.warns(LeftOutWarning, match=re.escape("1 left out: docs[1] has no column 'day'")):
        documents = read(rows, {"date": "day"})
    assert [document.date for document in documents] == [dt.date(2025, 3, 4), None]
    with pytest.warns(LeftOutWarning, match=re.escape("1 left out: docs[0] has no column 'body'")):
        assert len(read([rows[0], {"body": "The dam is sound."}], {"text": "body"})) == 1
    with pytest.raises(InputError, match=re.escape("docs[0] has no column 'dya'")):
        read(rows, {"date": "dya"})


def test_a_column_without_a_name():
    assert read(pandas.DataFrame([["The bridge was closed."]]), {"text": 0})[0].text == "The bridge was closed."


@pytest.mark.parametrize("several", [list, tuple, numpy.array])
def test_several_authors(several):
    assert read({**ROW, "authors": several(["Jo Weller", "Ana Ruiz"])})[0].author == "Jo Weller, Ana Ruiz"


def test_a_missing_value_in_a_frame_is_no_value():
    frame = pandas.DataFrame([{**ROW, "published": None, "headline": pandas.NA}, ROW])
    assert (read(frame)[0].date, read(frame)[0].title) == (None, None)


def test_ids_in_a_column_with_a_gap_stay_whole():
    first, second = read(pandas.DataFrame({"text": ["One.", "Two."], "id": [1, None]}))
    assert first.id == "1"
    assert second.id.startswith("text-")


def test_rows_without_text_are_left_out_with_one_warning():
    frame = pandas.DataFrame({"text": ["One.", None, " ", "Four."]})
    with pytest.warns(LeftOutWarning, match=r"^2 left out: docs\[1\] has no text.*; docs\[2\] has no text"):
        assert [d.text for d in read(frame)] == ["One.", "Four."]
    with pytest.warns(LeftOutWarning, match=r"docs\[1\] has no text; docs\[2\], 'b', has no text"):
        assert [d.text for d in read(["One.", "", Document("\n", "b")])] == ["One."]


def test_an_error_travels_between_processes():
    error = pickle.loads(pickle.dumps(NoTextError("no text in a.txt", "leave it out")))
    assert str(error) == "no text in a.txt: leave it out"


def test_half_a_character_is_replaced():
    (document,) = read(Document("It \ud83d was open.", "\ud83d", title="\udc00 x"))
    assert (document.text, document.id, document.title) == ("It \ufffd was open.", "\ufffd", "\ufffd x")


@pytest.mark.parametrize(
    ("field", "value"), [("text", None), ("text", 5), ("id", 5), ("title", 5), ("author", ["x"]), ("outlet", 5)]
)
def test_a_field_of_a_document_that_is_no_text(field, value):
    with pytest.raises(InputError, match=rf"the {field} of document .* is {re.escape(repr(value))}: pass a str"):
        Document(**{"text": "One.", "id": "x", field: value})


@pytest.mark.parametrize(
    "day",
    [
        20250304,
        20250304.0,
        "20250304",
        1741046400,
        "1741046400",
        1741046400000,
        "4.3.2025",
        "04.03.2025 10:00",
        "4. 3. 25",
        "3/4/2025",
        "March 4, 2025",
        "2025-03-04T10:00:00Z",
        dt.datetime(2025, 3, 4, 10),
    ],
)
def test_dates(day):
    assert read({"text": "One.", "date": day})[0].date == dt.date(2025, 3, 4)


@pytest.mark.parametrize(
    "day",
    [
        2025,
        "2025",
        "March 2025",
        "5 March",
        "Monday",
        "yesterday",
        0,
        7.5,
        20251345,
        10**18,
        float("inf"),
        True,
        "soon",
    ],
)
def test_what_is_no_whole_date_is_none(day):
    with pytest.warns(LeftOutWarning, match=r"1 left out: the date of docs, '"):
        assert read({"text": "One.", "date": day})[0].date is None


def test_a_day_over_twelve_is_the_day():
    assert [read({"text": "One.", "date": day})[0].date for day in ("13/03/2025", "3.13.2025")] == [
        dt.date(2025, 3, 13)
    ] * 2


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ([], "docs is empty"),
        (7, "docs is of type int"),
        ([{"title": "x"}], "docs[0] has no text: its columns are ['title']"),
        (["fine", 7], "docs[1] is of type int"),
        ([None, float("nan")], "docs[0] has no text"),
        ("no/such/file.txt", "no such file or folder: no/such/file.txt"),
        ("no/such/*.txt", "no file matches no/such/*.txt"),
        ("artcles/", "no such file or folder: artcles; check the path, or pass a text as Document(text)"),
        ("no\\such", "no such file or folder: no\\such"),
        ("no/such/*", "no file matches no/such/*"),
        ("~no-such-user", "no such file or folder: ~no-such-user"),
        ("artcles", "'artcles' is no file or folder, and no sentence: check the path"),
        ("my articles/2025", "'my articles/2025' is no file or folder, and no sentence: check the path"),
        ("the mill of my own home town.txt", "no such file or folder: the mill of my own home town.txt"),
        ("Shop was shut", "'Shop was shut' is no file or folder, and no sentence: check the path, or end"),
        (["nws", "artcles"], "'nws' is no file or folder, and no sentence: check the path, or end a sentence with a"
         " full stop; and 1 more left out"),
        ("", "docs has no text"),
        (["", " "], "docs[0] has no text"),
        (Document(" "), "docs has no text"),
        (Path("nope"), "no such file or folder: nope; check the path"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(source, message):
    with pytest.raises(InputError, match=re.escape(message)):
        read(source)


@pytest.mark.skipif(os.name == "nt", reason="has no such device")
def test_one_odd_text_among_others_is_left_out():
    with pytest.warns(LeftOutWarning, match=r"4 left out: 'N/A' is no file or folder.*docs\[2\] has no text"):
        documents = read(["All 41 buses ran on Monday.", "N/A", None, "24/7", "*"])
    assert [document.text for document in documents] == ["All 41 buses ran on Monday."]


def test_a_warning_names_the_first_of_what_is_left_out():
    with pytest.warns(LeftOutWarning, match=r"300 left out: docs\[1\] .*; and 290 more$"):
        read(["All 41 buses ran on Monday.", *[""] * 300])


def test_the_ids_of_many_twins():
    names = [document.id for document in read([{"id": "a", "text": f"{n} buses ran."} for n in range(2000)])]
    assert names[:3] == ["a", "a-2", "a-3"]
    assert len(set(names)) == 2000
    taken = [{"id": name, "text": "It rained."} for name in ("a", "a-2", "a", "a")]
    assert [document.id for document in read(taken)] == ["a", "a-2", "a-3", "a-4"]


def test_an_article_of_a_news_interface():
    row = {"source": {"id": "post", "name": "The Post"}, "publishedAt": "2025-03-04T10:00:00Z", "content": "It rained."}
    (document,) = read([row])
    assert (document.outlet, document.date) == ("The Post", dt.date(2025, 3, 4))


def test_a_device_is_no_file():
    with pytest.raises(InputError, match="cannot read /dev/null: it is no file and no folder"):
        read(Path("/dev/null"))


def test_a_path_has_no_word_of_texts():
    for path in ("nope", "nope*"):
        with pytest.raises(InputError) as raised:
            read(Path(path))
        assert "Document" not in str(raised.value)


def test_a_mistyped_folder_among_others_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge was closed.", "utf-8")
    with pytest.warns(LeftOutWarning, match="'nws' is no file or folder, and no sentence"):
        assert [d.id for d in read(["nws", str(tmp_path)])] == ["a.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "Closed.",
        "“Closed!”",
        "The shop was open on Monday",
        "Closed. See notes.txt",
        "Is it 3 * 4, or and/or?",
        "~50 buses ran.",
        "Who wrote a/b?\nNobody.",
        "桥梁于周一关闭。" * 20 + "和/或",
    ],
)
def test_a_text_stays_a_text(text):
    assert read(text)[0].text == text


def test_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "my articles").mkdir()
    (tmp_path / "my articles/a.txt").write_text("The bridge was closed.", "utf-8")
    for source in ("~/my articles", "~/*/*", "~/my articles/a.txt"):
        assert [d.text for d in read(source)] == ["The bridge was closed."]
    with pytest.raises(InputError, match=r"no such file or folder: .*articles;"):
        read("~/articles")


def test_a_folder_without_readable_files(tmp_path):
    with pytest.raises(InputError, match="no readable file in folder"):
        read(tmp_path)


def test_hidden_files_of_a_folder_are_not_read(tmp_path):
    for name in ("a.txt", ".ipynb_checkpoints/a-checkpoint.txt", "._a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It rained all day.", "utf-8")
    assert [document.id for document in read(tmp_path)] == ["a.txt"]


def test_folder_ids_are_relative_paths(tmp_path):
    (tmp_path / "day").mkdir()
    (tmp_path / "day/a.txt").write_text("The bridge was closed.", "utf-8")
    (tmp_path / "notes.json").write_text(json.dumps({}), "utf-8")
    assert [d.id for d in read(tmp_path)] == ["day/a.txt"]
    assert [d.text for d in read(str(tmp_path / "day/*.txt"))] == ["The bridge was closed."]


def test_columns_that_only_some_rows_have_are_told_and_a_wrong_name_is_an_error():
    rows = [{"text": "One.", "Tag": "2025-03-04"}, {"text": "Two.", "Autor": "Jo"}]
    with pytest.warns(
        LeftOutWarning, match=r"2 left out: docs\[0\] has no column 'Autor'; docs\[1\] has no column 'Tag'"
    ):
        documents = read(rows, {"date": "Tag", "author": "Autor"})
    assert [(one.date, one.author) for one in documents] == [(dt.date(2025, 3, 4), None), (None, "Jo")]
    with pytest.raises(InputError, match="has no column 'Verfasser'"):
        read(rows, {"date": "Tag", "author": "Verfasser"})


def test_the_first_column_that_holds_a_text():
    assert read({"text": ["a", "b"], "body": "The bridge was shut."})[0].text == "The bridge was shut."
    with pytest.raises(NoTextError, match="no text in its column 'text', but a list"):
        read({"text": ["a", "b"]})


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("202503041015", (2025, 3, 4)),
        ("2025030410", (2025, 3, 4)),
        (1741082400, (2025, 3, 4)),
        (1741082400000, (2025, 3, 4)),
        ("Thursday, 3.4.2025", (2025, 4, 3)),
        ("10:15 3.4.2025", (2025, 4, 3)),
    ],
)
def test_days_in_other_spellings(value, day):
    assert read({"text": "One.", "date": value})[0].date == dt.date(*day)


def test_patterns_and_paths(tmp_path):
    (tmp_path / "my articles").mkdir()
    (tmp_path / "my articles" / "a.txt").write_text("The bridge was shut.", "utf-8")
    assert len(read(f"{tmp_path}/my articles/*")) == 1
    with pytest.raises(InputError, match="is no pattern"):
        read(Path("dir/a**.txt"))
    with pytest.raises(InputError, match="no path is so long"):
        read(Path("x" * 300))
    with pytest.raises(InputError, match="no such file"):
        read(Path("caf\udce9.txt"))
    assert read(["He wrote it in the file readme.md", "Two."])[0].text.startswith("He wrote")
