"""The documentation is true: links lead somewhere, generated pages are current, tutorials can be followed."""

from __future__ import annotations

import hashlib
import json
import re

import nbformat
import pytest
import yaml

from suzhou_priorities.corpus.provenance import read_provenance
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import read_table
from suzhou_priorities.workflow.runs import read_runs
from suzhou_priorities.workflow.sources import PACKAGE_FOLDER
from suzhou_priorities.workflow.way_of_the_data import ORDER, RUNNERS
from suzhou_priorities.workflow.write_reference import RESULT, generated, result_of
from tests import tutorials
from tests.conftest import ROOT
from tests.tutorials import Commands, Edit

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)")
IMAGE = re.compile(r'<img src="([^"]+)"')
DOCUMENT, DISTRICT, INDICATOR, DOMAIN, NOTEBOOK = (
    "1_document",
    "2_district",
    "3_indicator",
    "4_domain",
    "5_notebook",
)
# The quicker notebooks: enough to see that pages are made.
FEW_RUNS = ("01_corpus", "03_targets", "10_district_profile")
RAW = "data/raw/qingshi_work_report_2024"

git_needed = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout: its files are unknown")


def addresses(page):
    """Return the addresses of the headings of a page, as code hosts make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    titles = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text("utf-8")
    for place, address in LINK.findall(text):
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), place
        if address:
            assert address in addresses(target), f"{place}#{address}"
    for image in IMAGE.findall(text):
        assert (page.parent / image).is_file()


@pytest.fixture(scope="module")
def made():
    return generated(ProjectPaths(ROOT))


@pytest.mark.parametrize(
    "name",
    [
        "docs/reference/command_line.md",
        "docs/reference/codebooks.md",
        "docs/reference/tables.md",
        "docs/images/way_of_the_data.svg",
    ],
)
def test_generated_pages_are_current(name, made):
    assert (ROOT / name).read_text("utf-8") == made[name], "run `make docs`"


def test_the_picture_shows_every_folder_of_the_package(made):
    folders = {file.parent.name for file in PACKAGE_FOLDER.glob("*/__init__.py")}
    assert folders == {*ORDER, *RUNNERS, "codebooks"}
    assert all(f">{name}</text>" in made["docs/images/way_of_the_data.svg"] for name in folders - {"codebooks"})


def test_the_reference_has_every_codebook_with_an_example_and_its_reader(made):
    page = made["docs/reference/codebooks.md"]
    for file in (PACKAGE_FOLDER / "codebooks").glob("*.yml"):
        assert f"\n## {file.stem}\n" in page
        assert f"| [`{file.stem}`](#{file.stem}) |  |" not in page, f"{file.stem} is read by nobody"


def test_the_picture_of_the_result_is_small_enough():
    assert 20_000 < (ROOT / RESULT).stat().st_size < 200_000


@pytest.mark.long
def test_the_picture_of_the_result_is_that_of_the_report(site):
    assert (ROOT / RESULT).read_bytes() == result_of(ProjectPaths(site.parent)).read_bytes(), "run `make docs`"


def test_hooks_run_what_is_there_and_download_nothing():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert {repository["repo"] for repository in hooks} == {"local"}
    assert {hook["language"] for repository in hooks for hook in repository["hooks"]} <= {"system", "fail"}


@pytest.fixture
def copy(tmp_path):
    return tutorials.copy_checkout(tmp_path)


@git_needed
def test_the_document_of_the_tutorial_is_read_as_it_says(copy, tmp_path_factory):
    tutorials.edit_files(DOCUMENT, copy)
    page = copy / f"{RAW}.txt"
    described = read_provenance(page.with_suffix(".yml"))
    assert described.sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    folder = tmp_path_factory.mktemp("shard")
    process_shard([page], folder, sidecar_needed=True)
    seen = [line for step in tutorials.steps(DOCUMENT) if isinstance(step, Commands) for line in step.seen]
    assert str(len(read_table("quantities", folder))) in seen
    targets = read_table("targets", folder)
    assert [quote for quote in targets["quote"] if any(quote in line for line in seen)] == list(targets["quote"])
    text = (folder / "text" / f"{page.stem}.txt").read_text("utf-8")
    assert text.startswith("2024年青石区政府工作报告\n")
    assert text.endswith("谱写青石发展新篇章！")


@git_needed
def test_the_district_of_the_tutorial_gets_a_name_a_colour_and_a_page(copy):
    tutorials.edit_files(DOCUMENT, copy)
    tutorials.edit_files(DISTRICT, copy)
    code = """
from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.outline.metadata import district_of
from suzhou_priorities.paths import project_paths
from suzhou_priorities.workflow.runs import read_runs
colours = [entry["colour"] for entry in load_codebook("places")["entries"].values()]
assert len(set(colours)) == len(colours)
print(district_of("江苏省苏州市青石区"), *(run.name for run in read_runs(project_paths())))
"""
    assert {"qingshi", "10_district_profile_qingshi"} <= set(tutorials.python(code, copy).split())


@git_needed
def test_the_indicator_of_the_tutorial_is_found_as_often_as_it_says(copy):
    tutorials.edit_files(INDICATOR, copy)
    code = """
from pathlib import Path
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import read_table
process_shard(sorted(Path("data/raw").glob("*_2*.txt")), Path("shard"), sidecar_needed=True)
print((read_table("quantities", Path("shard"))["indicator"] == "farmland_built").sum())
"""
    assert tutorials.python(code, copy).strip() == "6"


@git_needed
def test_the_domain_of_the_tutorial_holds_together(copy):
    tutorials.edit_files(DOMAIN, copy)
    code = """
from suzhou_priorities.coding.code_keys import domain_keys, domain_weights
from suzhou_priorities.coding.write_docs import borders_of, domains_page
from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.tables.vocabulary import DOMAINS
terms = load_codebook("domain_terms")["entries"]
assert tuple(terms) == domain_keys() == DOMAINS, DOMAINS
listed = [term for entry in terms.values() for key, found in entry.items() if isinstance(key, int) for term in found]
assert len(listed) == len(set(listed))
borders = borders_of(open("docs/domains.md", encoding="utf-8").read())
assert "| transport |" in borders
print(domains_page(borders).count("`transport`"))
"""
    assert int(tutorials.python(code, copy)) > 1


@git_needed
def test_the_notebook_of_the_tutorial_is_one_that_runs_can_take(copy):
    tutorials.edit_files(NOTEBOOK, copy)
    notebook = json.loads((copy / "notebooks" / "20_honours.ipynb").read_text("utf-8"))
    nbformat.validate(notebook)
    assert all(not cell["outputs"] for cell in notebook["cells"])
    assert {run.lang for run in read_runs(ProjectPaths(copy)) if run.name == "20_honours"} == set(LANGUAGES)
    code = 'from suzhou_priorities.show.text import words_of\nprint(*words_of("20_honours", "en"))'
    asked = re.findall(r'words(?:\.show)?\(\\?"(\w+)', json.dumps(notebook))
    assert set(asked) <= set(tutorials.python(code, copy).split())


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a copy with few notebooks in which all is built; each tutorial leaves it as it was."""
    copy = tutorials.copy_checkout(tmp_path_factory.mktemp("clone"), FEW_RUNS)
    tutorials.make_workable(copy)
    tutorials.run("make report", copy)
    return copy


@git_needed
@pytest.mark.long
@pytest.mark.parametrize(
    "names", [(DOCUMENT, DISTRICT), (INDICATOR,), (DOMAIN,), (NOTEBOOK,)], ids=lambda names: names[-1]
)
def test_a_tutorial_can_be_followed_word_for_word(names, built):
    tutorials.run("git reset -q --hard && git clean -fdq", built)
    # A tutorial that another goes on from is not undone in between.
    steps = [step for name in names[:-1] for step in tutorials.steps(name)[:-1]] + tutorials.steps(names[-1])
    for step in steps:
        if isinstance(step, Edit):
            step.apply(built)
        else:
            printed = tutorials.run(step.text, built)
            assert [line for line in step.seen if not is_seen(line, printed)] == [], f"{step.text}\n{printed[-3000:]}"
    assert tutorials.run("git status --short", built) == ""


def is_seen(line, printed):
    """Tell whether one sees a line, or a number alone on one; steps of a run have their number before them."""
    return line in (printed.splitlines() if line.isdigit() else printed)
