"""`datapackage.json`: the tables described for machines, after the Frictionless Data Package standard (v1)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from suzhou_priorities import __version__
from suzhou_priorities.tables.columns import FRICTIONLESS_TYPES, Column, TableSchema
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import write_text

if TYPE_CHECKING:
    from pathlib import Path

FILE = "datapackage.json"


def write_datapackage(folder: Path) -> Path:
    """Describe the tables that stand in `folder`."""
    resources = [_resource(folder, schema) for name, schema in SCHEMAS.items() if (folder / f"{name}.parquet").exists()]
    package = {
        "profile": "tabular-data-package",
        "name": "suzhou-priorities",
        "title": "Priorities of Suzhou's districts: tables read from government documents",
        "version": __version__,
        "licenses": [{"name": "MIT", "title": "MIT License (code and tables)"}],
        "resources": resources,
    }
    target = folder / FILE
    write_text(target, json.dumps(package, ensure_ascii=False, indent=2) + "\n")
    return target


def _resource(folder: Path, schema: TableSchema) -> dict[str, Any]:
    csv = folder / f"{schema.name}.csv"
    source = csv if csv.is_file() else folder / f"{schema.name}.parquet"
    resource: dict[str, Any] = {"name": schema.name, "description": schema.description}
    if source.is_file():
        content = source.read_bytes()
        resource |= {
            "path": source.name,
            "format": source.suffix[1:],
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
    else:
        resource |= {"path": [f"{source.name}/{part.name}" for part in sorted(source.glob("*.parquet"))]}
    resource["schema"] = {
        "fields": [_field(column) for column in schema.columns],
        "primaryKey": list(schema.key),
        "missingValues": [""],
    }
    return resource


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable and column.kind not in ("text", "list")}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.least is not None:
        constraints["minimum"] = column.least
    note = " Several values are joined with ；." if column.kind == "list" else ""
    return {
        "name": column.name,
        "type": FRICTIONLESS_TYPES[column.kind],
        "description": column.description + note,
        "constraints": constraints,
    }
