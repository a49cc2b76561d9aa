"""Problems admitted and honours claimed, by domain and document."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.measures.claims_by_domain import claims, honour_levels
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS

PROBLEMS = pd.DataFrame(
    [
        ("d1", "s1", "教育、养老等公共服务与群众期盼还有差距", "education", np.array(["s8"])),
        ("d1", "s2", "优质学位供给不足", "education", np.array([])),
        ("d1", "s3", "生态环境治理任务依然艰巨", "environment", ["s9", "s10"]),
        ("d2", "s1", "少数干部担当不够", None, []),
        ("plan", "s1", "安全生产形势严峻", "safety", []),
    ],
    columns=["doc_id", "sentence_id", "issue", "domain", "answered_by"],
)
CREDENTIALS = pd.DataFrame(
    [
        ("d1", "s4", "国家生态文明建设示范区", "national", "won", "environment"),
        ("d1", "s4", "省生态园林城市", "provincial", "retained", "environment"),
        ("d1", "s5", "全国文明城市", "national", "sought", "culture"),
        ("d1", "s6", "苏州市文明单位", "city", "won", "culture"),
        ("plan", "s6", "全国双拥模范城", "national", "sought", "government"),
    ],
    columns=["doc_id", "sentence_id", "name", "level", "state", "domain"],
)
COUNTED = pd.DataFrame({"doc_id": ["d1", "d1", "d2"], "text": ["稳" * 3000 + "。", "进" * 1000, "好" * 500]})


def test_every_document_has_every_domain():
    found = claims(PROBLEMS, CREDENTIALS, COUNTED)
    d1 = found[found["doc_id"] == "d1"]
    assert d1["domain"].tolist() == list(POLICY_DOMAINS)
    assert set(d1["characters"]) == {4000}
    assert "plan" not in set(found["doc_id"])


def test_counts_rates_and_balance():
    found = claims(PROBLEMS, CREDENTIALS, COUNTED).set_index(["doc_id", "domain"])
    counts = ["problems", "answered", "credentials", "sought"]
    assert found.loc[("d1", "education"), counts].tolist() == [2, 1, 0, 0]
    assert found.loc[("d1", "environment"), counts].tolist() == [1, 1, 2, 0]
    assert found.loc[("d1", "culture"), counts].tolist() == [0, 0, 1, 1]
    assert found.loc[("d1", "education"), "problems_per_10000"] == pytest.approx(5)
    assert found.loc[("d1", "environment"), "credentials_per_10000"] == pytest.approx(5)
    balance = found.loc["d1"]["balance"]
    assert balance[["education", "environment", "culture"]].tolist() == pytest.approx([-1, 1 / 3, 1])
    assert np.isnan(balance["health"])


def test_a_claim_without_a_domain_is_not_lost():
    found = claims(PROBLEMS, CREDENTIALS, COUNTED)
    none = found[found["domain"] == "none"]
    assert none[["doc_id", "problems"]].to_numpy().tolist() == [["d2", 1]]
    assert found["problems"].sum() == (PROBLEMS["doc_id"] != "plan").sum()


def test_no_claims_and_no_documents():
    nothing = claims(PROBLEMS.iloc[:0], CREDENTIALS.iloc[:0], COUNTED)
    assert nothing["problems"].sum() == 0
    assert len(nothing) == 2 * len(POLICY_DOMAINS)
    assert claims(PROBLEMS, CREDENTIALS, COUNTED.iloc[:0]).empty


def test_honours_by_level_and_state():
    found = honour_levels(CREDENTIALS).set_index(["doc_id", "level"])
    assert found.loc["d1"].index.tolist() == ["national", "provincial", "city", "other"]
    assert found.loc[("d1", "national"), ["won", "sought", "retained", "held"]].tolist() == [1, 1, 0, 1]
    assert found.loc["d1"]["share"].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert found.loc["plan"]["share"].isna().all()
    by_domain = honour_levels(CREDENTIALS, by=("doc_id", "domain"))
    assert by_domain["won"].sum() == 2
    assert honour_levels(CREDENTIALS.iloc[:0]).empty
