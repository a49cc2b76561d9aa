"""What a step depends on besides its data: the project's modules that it imports, and the files beside them."""

from __future__ import annotations

import ast
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = "suzhou_priorities"
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent


def sources_of_module(module: str) -> list[Path]:
    """Return the files of a module and of all modules of the project that it imports, directly or not.

    Data files that stand beside a module (codebooks, templates, models) count as part of it.
    """
    return _with_data(_closure(frozenset({module})))


def sources_of_notebook(notebook: Path) -> list[Path]:
    """Return the files of the project's modules that a notebook imports, directly or not."""
    tree = _code_of(notebook)
    if tree is None:
        # The notebook will say so itself when it runs; until then it depends on everything.
        return _with_data(frozenset(_module_name(file) for file in PACKAGE_FOLDER.rglob("*.py")))
    return _with_data(_closure(frozenset(_imports(tree, PACKAGE))))


def libraries_of_notebooks(folder: Path) -> frozenset[str]:
    """Return the libraries of others that the notebooks of a folder need; see `libraries_of_notebook`."""
    return frozenset().union(*(libraries_of_notebook(notebook) for notebook in sorted(folder.glob("*.ipynb"))))


def libraries_of_notebook(notebook: Path) -> frozenset[str]:
    """Return the libraries of others that a notebook and the project's modules behind it import, as dotted names.

    What is imported from a library may be a module of it or a name in one; both are given.
    """
    tree = _code_of(notebook)
    if tree is None:
        return frozenset()
    found = _all_imports(tree, PACKAGE)
    for module in _closure(frozenset(_imports(tree, PACKAGE))):
        found |= _all_imports_of(module)
    own = {*sys.stdlib_module_names, PACKAGE}
    return frozenset(name for name in found if name.split(".")[0] not in own)


def _code_of(notebook: Path) -> ast.Module | None:
    """Return the code of a notebook, None where it is no Python, or no notebook."""
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        lines = [
            line
            for cell in content["cells"]
            if cell["cell_type"] == "code"
            for line in [*"".join(cell["source"]).splitlines(), ""]
        ]
        return ast.parse("\n".join(line for line in lines if not line.lstrip().startswith(("%", "!"))))
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, MemoryError, RecursionError):
        return None


def validation_of_notebook(notebook: Path, validation: Path) -> list[Path]:
    """Return the files of `data/validation/` where a notebook reads them, none where it does not."""
    if f"paths.{validation.name}" not in notebook.read_text(encoding="utf-8", errors="replace"):
        return []
    return files_of_validation(validation)


def files_of_validation(validation: Path) -> list[Path]:
    """Return the files of `data/validation/` that are read."""
    return sorted(file for file in validation.rglob("*") if file.suffix in (".csv", ".txt"))


def _with_data(modules: frozenset[str]) -> list[Path]:
    files: set[Path] = set()
    for module in modules:
        source = _file_of(module)
        if source is None:
            continue
        files.add(source)
        if source.parent != PACKAGE_FOLDER:
            files.update(_data_of(source))
    return sorted(files)


@cache
def _data_of(source: Path) -> frozenset[Path]:
    """Return the data files beside a module, and those in folders that it names."""
    code = source.read_text(encoding="utf-8")
    folders = [source.parent, *(folder for folder in source.parent.iterdir() if f'"{folder.name}"' in code)]
    return frozenset(
        file
        for folder in folders
        if folder.is_dir()
        for file in (folder.iterdir() if folder == source.parent else folder.rglob("*"))
        if file.is_file() and file.suffix not in (".py", ".pyc")
    )


@cache
def _closure(modules: frozenset[str]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in seen or _file_of(module) is None:
            continue
        seen.add(module)
        waiting.extend(_imports_of(module))
        parent = module.rpartition(".")[0]
        if parent:
            waiting.append(parent)
    return frozenset(seen)


@cache
def _all_imports_of(module: str) -> frozenset[str]:
    source = _file_of(module)
    if source is None:
        return frozenset()
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    return frozenset(_all_imports(ast.parse(source.read_text(encoding="utf-8")), package))


def _imports_of(module: str) -> set[str]:
    return _own(_all_imports_of(module))


def _imports(tree: ast.AST, package: str) -> set[str]:
    """Return the project's modules, and names in them, that some code imports."""
    return _own(_all_imports(tree, package))


def _own(names: Iterable[str]) -> set[str]:
    return {name for name in names if name == PACKAGE or name.startswith(f"{PACKAGE}.")}


def _all_imports(tree: ast.AST, package: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(
                    [*package.split(".")[: len(package.split(".")) - node.level + 1], *filter(None, [base])]
                )
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


@cache
def _file_of(module: str) -> Path | None:
    if module != PACKAGE and not module.startswith(f"{PACKAGE}."):
        return None
    base = PACKAGE_FOLDER.joinpath(*module.split(".")[1:])
    for candidate in (base.with_suffix(".py"), base / "__init__.py"):
        if candidate.is_file() and candidate != PACKAGE_FOLDER.with_suffix(".py"):
            return candidate
    return None


def _module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE_FOLDER).with_suffix("").parts
    return ".".join((PACKAGE, *(part for part in parts if part != "__init__")))
