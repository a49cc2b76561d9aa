"""How the study is cited: one source of truth, with version and checksum, in both languages."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
import yaml

from suzhou_priorities import __version__
from suzhou_priorities.errors import ReportError
from suzhou_priorities.paths import ROOT_VARIABLE
from suzhou_priorities.show.citation import bibtex, citation, citation_text, data_checksum
from tests.conftest import ROOT

CHECKSUM = "ab" * 32
# The keys that version 1.2.0 of the Citation File Format knows.
KEYS = {
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
}  # fmt: skip


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A checkout of its own, whose citation file a test writes."""
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))

    def write(content):
        (tmp_path / "CITATION.cff").write_text(content, encoding="utf-8")
        return tmp_path

    return write


def test_the_citation_file_is_complete_and_has_no_unknown_key():
    content = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert set(content) <= KEYS
    assert {"cff-version", "message", "title", "authors", "abstract", "version", "license", "keywords"} <= set(content)
    assert content["cff-version"] == "1.2.0"
    assert content["type"] in ("software", "dataset")
    assert content["version"] == __version__
    assert all(set(author) <= {"name", "website", "email"} and author["name"] for author in content["authors"])
    assert {"type", "title", "authors"} <= set(content["preferred-citation"])
    assert content["preferred-citation"]["version"] == __version__
    assert "doi" not in content, "a DOI is given by an archive, not made up"


def test_the_version_is_that_of_the_package_everywhere():
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert citation(ROOT).version == __version__


def test_a_date_of_release_is_that_of_the_changelog():
    released = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert citation(ROOT).released == (released[1] if released else "")


def test_the_citation_names_authors_title_version_and_checksum():
    english, chinese = citation_text("en", CHECKSUM), citation_text("zh", CHECKSUM)
    for text in (english, chinese):
        assert "suzhou-priorities contributors" in text
        assert __version__ in text
        assert CHECKSUM in text
    assert not re.search(r"[\u3400-\u9fff]", english)
    assert chinese.endswith("。")
    assert "《" in chinese


def test_the_citation_follows_the_file(own):
    own(
        'authors: [{given-names: Ada, family-names: Lovelace}, {name: "R&D 100%"}]\n'
        'title: "Of {braces} and _signs_"\nversion: 9.9\nlicense: CC-BY-4.0\ndate-released: 2031-02-03\n'
    )
    assert citation_text("en", CHECKSUM).startswith(
        "Ada Lovelace, R&D 100% (2031-02-03). Of {braces} and _signs_. Version 9.9."
    )
    assert "，2031-02-03" in citation_text("zh", CHECKSUM)
    entry = bibtex(CHECKSUM)
    assert r"{{Ada Lovelace} and {R\&D 100\%}}" in entry
    assert r"Of \{braces\} and \_signs\_" in entry
    assert re.search(r"year\s+= \{2031\}", entry)


def test_an_entry_of_bibtex_is_well_formed():
    entry = bibtex(CHECKSUM)
    assert entry.count("{") == entry.count("}")
    assert re.match(r"@software\{suzhou_priorities_[0-9_]+,\n", entry)
    assert re.search(r"title\s+= \{\{.+\}\},", entry)
    assert CHECKSUM in entry
    assert "year" not in entry or citation(ROOT).released


def test_without_a_checkout_the_package_speaks_for_itself(tmp_path, monkeypatch):
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    cited = citation()
    assert cited.version == __version__
    assert cited.authors == ("suzhou-priorities contributors",)
    assert cited.licence == "MIT"
    assert "Suzhou" in cited.title


@pytest.mark.parametrize("content", ["- a list", "title: no authors", "authors: [1]\ntitle: t", ": :"])
def test_a_broken_citation_file_is_told(own, content):
    own(content)
    with pytest.raises(ReportError, match=r"CITATION\.cff"):
        citation_text("en", CHECKSUM)


def tables(folder, hashes, parts=()):
    folder.mkdir(exist_ok=True)
    resources = [{"name": name, "path": f"{name}.csv", "hash": f"sha256:{one}"} for name, one in hashes.items()]
    resources += [{"name": "big", "path": list(parts)}] if parts else []
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


def test_the_checksum_is_that_of_the_sorted_checksums(tmp_path):
    found = data_checksum(tables(tmp_path / "one", {"b": "22", "a": "11"}))
    assert found == hashlib.sha256(b"11\n22").hexdigest()
    assert found == data_checksum(tables(tmp_path / "two", {"a": "11", "b": "22"}))
    assert found != data_checksum(tables(tmp_path / "three", {"a": "11", "b": "23"}))


def test_tables_in_parts_count_too(tmp_path):
    (tmp_path / "big.parquet").mkdir()
    (tmp_path / "big.parquet" / "0001.parquet").write_bytes(b"rows")
    found = data_checksum(tables(tmp_path, {"a": "11"}, ["big.parquet/0001.parquet"]))
    (tmp_path / "big.parquet" / "0001.parquet").write_bytes(b"other rows")
    assert data_checksum(tmp_path) != found


def test_tables_that_are_not_there_have_no_checksum(tmp_path):
    with pytest.raises(ReportError, match="make report"):
        data_checksum(tmp_path)
