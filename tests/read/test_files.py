"""One file of each format, and broken ones."""

import csv
import datetime as dt
import gzip
import json
import re

import pyarrow
import pypdf
import pytest
from pyarrow import parquet

from contradict.errors import InputError, LeftOutWarning
from contradict.read import read

BODY = "The bridge was closed on Tuesday. “It was not safe,” Mayor Inês Duarte said. It reopens in May."
HEAD = "---\ntitle: Bridge closed after storm\noutlet: The Post\nauthor: Jo Weller\ndate: 2025-03-04\n---\n"
HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closed after storm</title>
<meta property="og:title" content="Bridge closed after storm"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2025-03-04T08:00:00Z"><meta name="author" content="Jo Weller"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge closed after storm</h1><p>{BODY}</p>
<p>Engineers will look at the piers next week, and the ferry runs until then.</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", HEAD + BODY),
        ("a.md", HEAD + "# Storm\n\nThe bridge was **closed** on [Tuesday](http://example.org). “It was not safe,”\n"
                 "Mayor Inês Duarte said. It reopens in May."),
        ("a.html", HTML),
    ],
)  # fmt: skip
def test_title_date_author_outlet_and_plain_text(tmp_path, name, content):
    (tmp_path / name).write_text(content, "utf-8")
    (document,) = read(tmp_path / name)
    assert document.title == "Bridge closed after storm"
    assert document.date == dt.date(2025, 3, 4)
    assert (document.outlet, document.author) == ("The Post", "Jo Weller")
    assert BODY in document.text
    assert "rights" not in document.text
    assert document.id == name


def test_a_headline_is_the_title(tmp_path):
    (tmp_path / "a.txt").write_text("Bridge closed\n" + BODY, "utf-8")
    assert read(tmp_path / "a.txt")[0].title == "Bridge closed"


def test_a_sentence_that_goes_on_in_the_next_line_is_no_title(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor said on Monday that all of the buses had\nrun as planned.", "utf-8")
    assert read(tmp_path / "a.txt")[0].title is None


def test_a_transcript_between_rules_is_text(tmp_path):
    text = "---\nAnna Lund: All 41 buses ran on Monday.\nPeter Vale: Only 14 ran.\n---\nAnna Lund: It is over.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read(tmp_path / "a.txt")[0].text == text


def test_the_cells_of_a_table_in_markdown_stand_apart(tmp_path):
    table = "| Depot | Buses |\n|---|---|\n| Lund | All 41 ran on Monday. |\n| Vale | Only 14<br>ran. |\n"
    (tmp_path / "a.md").write_text(f"# **Buses** in [Lund](http://example.org)\n\n{table}", "utf-8")
    (document,) = read(tmp_path / "a.md")
    assert document.title == "Buses in Lund"
    assert document.text.split("\n\n")[1:] == [
        "Depot",
        "Buses",
        "Lund",
        "All 41 ran on Monday.",
        "Vale",
        "Only 14 ran.",
    ]


@pytest.mark.parametrize(
    "more",
    [
        "<footer>© 2019 The Post</footer>",
        "<aside>Read also: Storm, 14 January 2022</aside>",
        "<p>It opened on 9 August 2012.</p>",
    ],
)
def test_the_day_of_a_page_is_not_that_of_something_else(tmp_path, more):
    page = re.sub(r'<meta property="article:published_time"[^>]*>', "", HTML).replace("</body>", f"{more}</body>")
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert read(tmp_path / "a.html")[0].date is None


def test_rows_of_a_table_that_are_cut_by_a_comma(tmp_path):
    (tmp_path / "a.csv").write_text(
        "\n\nid,text\n1,The mayor said 41 ran, but not all.\n2,It rained all day.,\n", "utf-8"
    )
    with pytest.warns(LeftOutWarning, match=r"1 left out: .*a.csv, row 1, has more cells than"):
        assert [document.text for document in read(tmp_path / "a.csv")] == ["It rained all day."]
    (tmp_path / "b.csv").write_text('id, text, date\n1, "All 41 ran, she said.", 2025-03-04\n', "utf-8")
    (document,) = read(tmp_path / "b.csv")
    assert (document.text, document.date) == ("All 41 ran, she said.", dt.date(2025, 3, 4))


def test_a_broken_letter_in_utf_8_is_replaced(tmp_path):
    text = "“It’s a good day,” Mayor Ruiz said. " * 5 + "The café"
    (tmp_path / "a.txt").write_bytes(text.encode()[:-1])
    assert read(tmp_path / "a.txt")[0].text == text[:-1] + "\ufffd"


def test_a_sentence_between_rules_is_text(tmp_path):
    text = "---\nThe bridge was shut on Monday.\n---\nIt reopens in May."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read(tmp_path / "a.txt")[0].text == text
    (tmp_path / "a.txt").write_text(text.replace("---\nThe", "---\ntitle: Storm\nThe", 1), "utf-8")
    assert "shut on Monday" in read(tmp_path / "a.txt")[0].text


def test_a_list_in_the_head_is_no_text(tmp_path):
    (tmp_path / "a.md").write_text(
        HEAD.replace("outlet:", "tags:\n- storm\n  - bridge\n\n# where\noutlet:") + BODY, "utf-8"
    )
    (document,) = read(tmp_path / "a.md")
    assert (document.text, document.outlet) == (BODY, "The Post")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = "Le maire a fermé le pont à midi. Les élèves étaient déjà rentrés. La préfète n'était pas là. " * 3
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read(tmp_path / "a.txt")[0].text.strip() == text.strip()


def test_windows_line_ends(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"One.\r\nTwo.\r\n")
    assert read(tmp_path / "a.txt")[0].text == "One.\nTwo.\n"


def test_tables(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n\n{"text": "Two.", "id": "second"}\n', "utf-8")
    (tmp_path / "a.csv").write_text('title,text\nx,"One, and\nmore."\ny,Two.\n', "utf-8")
    parquet.write_table(pyarrow.table({"content": ["One."], "outlet": ["The Post"]}), tmp_path / "a.parquet")
    assert [d.id for d in read(tmp_path / "a.jsonl")] == ["a.jsonl:1", "second"]
    assert [d.text for d in read(tmp_path / "a.csv")] == ["One, and\nmore.", "Two."]
    assert read(tmp_path / "a.parquet")[0].outlet == "The Post"


def test_a_column_of_links_names_the_rows(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "One.", "url": "http://x.org/1"}\n{"text": "Two.", "url": ""}\n', "utf-8"
    )
    (tmp_path / "a.csv").write_text("text,url\nOne.,http://x.org/1\nTwo.,\n", "utf-8")
    links = {"text": ["One.", "Two."], "url": ["http://x.org/1", None]}
    parquet.write_table(pyarrow.table(links), tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        assert [d.id for d in read(tmp_path / name)] == ["http://x.org/1", f"{name}:2"]


def test_a_long_field_of_a_csv(tmp_path):
    limit = csv.field_size_limit()
    text = "The bridge was closed. " * 10_000
    (tmp_path / "a.csv").write_text(f"text\n{text}\n", "utf-8")
    assert read(tmp_path / "a.csv")[0].text == text
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("made", ["D:20250304100000Z", "2025-03-04T10:00:00Z"])
def test_the_date_of_a_pdf(data, tmp_path, made):
    writer = pypdf.PdfWriter(clone_from=data / "read/article.pdf")
    writer.add_metadata({"/CreationDate": made})
    writer.write(tmp_path / "a.pdf")
    assert read(tmp_path / "a.pdf")[0].date == dt.date(2025, 3, 4)


def test_a_pdf(data):
    (document,) = read(data / "read/article.pdf")
    assert "The bridge was closed on Tuesday" in document.text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("broken.jsonl", b'{"text": "One."}\n{"text": \n', "broken.jsonl, line 2 is no JSON"),
        ("no-text.jsonl", b'{"title": "x"}\n', "no-text.jsonl, row 1 has no text"),
        ("empty.csv", b"Text,title\n,y\n", "empty.csv, row 1 has no text in its column 'Text': fill it"),
        ("rows.csv", b"text,title\n,y\n ,z\n", "rows.csv, row 1 has no text in its column 'text': fill it, or leave"
         " the row out; and 1 more left out"),
        ("head.csv", b"text,title\n", "no row in"),
        ("blank.txt", b" \n", "no text in"),
        ("blank.md", b"---\ntitle: x\n---\n", "no text in"),
        ("list.jsonl", b"[1]\n", "list.jsonl, row 1 holds a list"),
        ("a.parquet", b"nothing", "a.parquet is no parquet file"),
        ("a.pdf", b"nothing", "a.pdf is no readable PDF"),
        ("empty.html", b"<html></html>", "no article text in"),
        ("a.docx", b"x", "ends in .docx; known are .txt"),
    ],
)  # fmt: skip
def test_broken_files_are_named(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=re.escape(message)):
        read(tmp_path / name)


def test_what_has_no_text_is_left_out_with_one_warning(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge was closed.", "utf-8")
    (tmp_path / "b.html").write_text("<html></html>", "utf-8")
    (tmp_path / "c.csv").write_text("text,title\nOne.,x\n,y\n", "utf-8")
    (tmp_path / "d.docx").write_bytes(b"x")
    (tmp_path / "e.json").write_text("{}", "utf-8")
    with pytest.warns(LeftOutWarning) as warned:
        documents = read(tmp_path)
    assert [d.id for d in documents] == ["a.txt", "c.csv:1"]
    (message,) = (str(one.message) for one in warned)
    for named in (
        "3 left out",
        "no article text in",
        "b.html",
        "c.csv, row 2 has no text in its column 'text'",
        "d.docx",
    ):
        assert named in message
    assert "e.json" not in message
    (tmp_path / "f.jsonl").write_text('{"text": ', "utf-8")
    with pytest.warns(LeftOutWarning, match="4 left out: .*f.jsonl, line 1 is no JSON"):
        assert len(read(tmp_path)) == 2
    with pytest.warns(LeftOutWarning, match=r"b\.html.*d\.docx.*e\.json"):  # a pattern asks for them all
        assert len(read(str(tmp_path / "*"))) == 2


def test_nothing_left_is_an_error(tmp_path):
    (tmp_path / "mill.docx").write_bytes(b"x")
    with pytest.raises(InputError, match=r"cannot read .*mill.docx: it ends in .docx; known are .txt"):
        read(tmp_path)
    (tmp_path / "a.html").write_text("<html></html>", "utf-8")
    with pytest.raises(InputError, match=r"no article text in .*a.html.*; and 1 more left out"):
        read(tmp_path)
    (tmp_path / "0.jsonl").write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"0.jsonl, line 1 is no JSON.*; and 2 more left out"):
        read(tmp_path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz", "a.tsv.gz"])
def test_the_delimiter_of_a_table(tmp_path, name, delimiter):
    rows = [["Inhalt", "Tag, Monat"], ["One; and, more | of it.", "2025-03-04"]]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    (tmp_path / name).write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    (document,) = read(tmp_path, {"text": "inhalt", "date": "Tag, Monat"})
    assert (document.text, document.date) == (rows[1][0], dt.date(2025, 3, 4))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_table_of_one_column(tmp_path, name):
    (tmp_path / name).write_text("text\nThe bridge; it was closed.\n", "utf-8")
    assert read(tmp_path)[0].text == "The bridge; it was closed."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BRACKWELL, March 4, 2025 (North Wire) - Nobody was hurt.", dt.date(2025, 3, 4)),
        ("Fire at the mill\n\nST. IVES, Ohio, 4 March 2025 — Nobody was hurt.", dt.date(2025, 3, 4)),
        ("LUND, March 4, 2025 /PRNewswire/ -- Nobody was hurt.", dt.date(2025, 3, 4)),
        ("---\ndate: 2025-03-05\n---\nLUND, March 4, 2025 - Nobody was hurt.", dt.date(2025, 3, 5)),
        ("LUND, March 4 (AP) - Nobody was hurt.", None),
        ("LUND, where on March 4, 2025 the mill burned - nobody was hurt.", None),
        ("One.\nTwo.\nLUND, March 4, 2025 - Nobody was hurt.", None),
    ],
)
def test_the_date_of_a_dateline(tmp_path, text, day):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read(tmp_path)[0].date == day


def test_packed_tables(tmp_path):
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "The bridge was closed."}\n'))
    (document,) = read(tmp_path)
    assert (document.text, document.id) == ("The bridge was closed.", "all.jsonl.gz:1")
    path.write_bytes(b"no gzip")
    with pytest.raises(InputError, match="is no gzip file"):
        read(path)


@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_a_quote_that_is_never_closed_is_named(tmp_path, name):
    text = 'id\ttext\n1\t"No way.\n2\tThe bridge is open.\n3\tThe mayor resigned.\n'
    (tmp_path / name).write_text(text if name == "a.tsv" else text.replace("\t", ","), "utf-8")
    with pytest.raises(InputError, match=r"row 1: a quote opens a cell there and none closes it"):
        read(tmp_path / name)
    sound = 'id\ttext\n1\t"No" said Lund.\n2\t"Two lines,\nin one cell."\n'
    (tmp_path / name).write_text(sound if name == "a.tsv" else sound.replace("\t", ","), "utf-8")
    assert [document.text for document in read(tmp_path / name)] == ["No said Lund.", "Two lines,\nin one cell."]


def test_a_row_that_lacks_its_last_cells(tmp_path):
    (tmp_path / "a.csv").write_text("text,outlet,date\nThe bridge is open.\n", "utf-8")
    assert read(tmp_path / "a.csv")[0].outlet is None


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("title: Bridge shut\ndate: 2025-03-04\nseo:\n  title: Other\n  date: 2020-01-01\n", "Bridge shut", True),
        ("title: >\n  Bridge\ndate: 2025-03-04  # the day\n", None, True),
        ('title: "Bridge: no. #5"\ndate: "2025-03-04"\n', "Bridge: no. #5", True),
        ("title: >-\n  Bridge\noutlet: The Post\n", None, False),
        ("title: Bridge #5 shut\ndate: 2025-03-04\n", "Bridge #5 shut", True),
    ],
)
def test_the_head_of_a_text_as_yaml_has_it(tmp_path, head, title, day):
    (tmp_path / "a.txt").write_text(f"---\n{head}---\nThe bridge was shut.", "utf-8")
    (document,) = read(tmp_path / "a.txt")
    assert (document.title, document.text) == (title, "The bridge was shut.")
    assert (document.date == dt.date(2025, 3, 4)) is day


def test_a_date_of_a_head_that_names_no_day_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("---\ndate: March 2025\n---\nThe bridge was shut.", "utf-8")
    with pytest.warns(LeftOutWarning, match=r"the date of .*a.txt, 'March 2025'"):
        assert read(tmp_path / "a.txt")[0].date is None


def test_markdown_keeps_the_words_of_html_and_of_indented_text(tmp_path):
    lines = (
        "<div>\nThe bridge was <b>shut</b> &amp; guarded.\n<!-- not this --></div>",
        "It is un<i>believ</i>able.<br>Really.",
        "    An indented paragraph.",
    )
    (tmp_path / "a.md").write_text("\n\n".join(lines), "utf-8")
    expected = "The bridge was shut & guarded.\n\nIt is unbelievable. Really.\n\nAn indented paragraph."
    assert read(tmp_path / "a.md")[0].text == expected


class Pages:
    """A PDF of two pages, the second of which may be broken."""

    metadata = None
    broken = False

    def __init__(self, path):
        assert path.suffix == ".pdf"

    @property
    def pages(self):
        yield Page("LUND, March 4, 2025 - The bridge was clos-\ned because the river had")
        if self.broken:
            raise TypeError("can only concatenate str")
        yield Page("risen two metres.")


def touched(path):
    path.touch()
    return path


class Page:
    def __init__(self, text):
        self.text = text

    def extract_text(self):
        return self.text


def test_a_sentence_goes_on_over_the_pages_of_a_pdf(tmp_path, monkeypatch):
    monkeypatch.setattr(pypdf, "PdfReader", Pages)
    (document,) = read(touched(tmp_path / "a.pdf"))
    assert document.text.endswith("The bridge was closed because the river had\nrisen two metres.")
    assert document.date == dt.date(2025, 3, 4)


def test_a_broken_pdf_does_not_stop_its_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(pypdf, "PdfReader", Pages)
    monkeypatch.setattr(Pages, "broken", True)
    touched(tmp_path / "a.pdf")
    (tmp_path / "b.txt").write_text("The bridge was shut.", "utf-8")
    with pytest.warns(LeftOutWarning, match=r"a.pdf is no readable PDF: can only concatenate"):
        assert len(read(tmp_path)) == 1


@pytest.mark.parametrize(
    "line", ["null", "5", '{"text": ' + "9" * 5000 + "}", "[" * 100_000], ids=["null", "number", "digits", "brackets"]
)
def test_a_line_that_holds_no_row(tmp_path, line):
    (tmp_path / "a.jsonl").write_text(f'{{"text": "The bridge was shut."}}\n{line}\n', "utf-8")
    (tmp_path / "b.txt").write_text("It was open.", "utf-8")
    with pytest.warns(LeftOutWarning, match=r"a.jsonl"):
        assert len(read(tmp_path)) == (2 if len(line) < 5 else 1)


def test_json(tmp_path):
    for content in ([{"text": "The bridge was shut."}], {"text": "The bridge was shut."}):
        (tmp_path / "a.json").write_text(json.dumps(content), "utf-8")
        assert [document.id for document in read(tmp_path / "a.json")] == ["a.json:1"]
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"a.json is no JSON: .* at column 2"):
        read(tmp_path / "a.json")
