"""What is said of a document as a whole: the warnings that its row of `documents` carries."""

from __future__ import annotations

import pytest

from suzhou_priorities.tables.document import NO_TASK, ProcessedDocument, process_document

PLAN = "2023年县政府重点工作任务清单\n为确保各项目标任务落到实处，现将有关事项通知如下，请认真贯彻执行。\n各项工作由有关部门分头推进。\n"
TABLE = (
    "2024年县政府重点工作任务清单\n序号\n|\n工作任务\n|\n牵头领导\n|\n责任单位\n|\n1\n|\n新增高标准农田2万亩，改造老旧小区56个。\n|\n张伟\n|\n"
    "县农业农村局\n|\n2\n|\n新增养老床位300张，新建改建农村公路100公里。\n|\n李娜\n|\n县民政局\n|\n"
)
REPORT = (
    "2024年临江县政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n"
    + "全县上下团结奋斗，各项事业取得新的进展，群众生活不断改善，社会大局保持稳定。\n" * 20
    + "二、2024年工作安排\n"
    + "深入实施科教兴县战略，改善城乡办学条件，提升基层医疗服务能力。\n" * 20
    + "各位代表，让我们携手并肩，为谱写临江现代化建设新篇章而努力奋斗！\n"
)


@pytest.fixture
def processed(tmp_path):
    def process(text: str) -> ProcessedDocument:
        file = tmp_path / "page.txt"
        file.write_text(text, encoding="utf-8")
        document = process_document(file)
        assert isinstance(document, ProcessedDocument)
        return document

    return process


def test_a_task_plan_without_tasks_says_what_was_looked_for_and_what_to_do(processed):
    document = processed(PLAN)
    assert document.metadata.doc_type == "task_plan"
    assert not document.extraction.tasks
    assert NO_TASK in document.warnings
    assert "责任单位" in NO_TASK
    assert "doc_type" in NO_TASK


def test_a_task_plan_with_tasks_is_not_warned_of(processed):
    document = processed(TABLE)
    assert document.extraction.tasks
    assert NO_TASK not in document.warnings


def test_a_report_without_figures_or_targets_is_not_warned_of(processed):
    document = processed(REPORT)
    assert not document.extraction.targets
    assert document.warnings == ["The date of adoption could not be read from the text."]
