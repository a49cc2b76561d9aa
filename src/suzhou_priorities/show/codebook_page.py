"""The codebook for people who code, as one page that opens anywhere: no script, no request, its own font."""

from __future__ import annotations

import base64
import html
import re
from importlib import resources

from nbconvert.filters import markdown2html

from suzhou_priorities.coding.sheets import filling_rules
from suzhou_priorities.coding.write_docs import reader_page
from suzhou_priorities.show.fonts import webfont

_PILCROW = re.compile(r'<a class="anchor-link".*?</a>')
_HEADING = re.compile(r'<h2 id="(?P<anchor>[^"]+)">(?P<inner>.*?)</h2>')
_FRAME = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{css}
{font}</style>
</head>
<body>
<details class="contents" open><summary>{title}</summary><ol>{contents}</ol></details>
{body}
</body>
</html>
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
_FONT = (
    '@font-face{{font-family:"Report Sans";src:local("PingFang SC"),local("Microsoft YaHei"),local("Noto Sans CJK SC"),'
    'local("Noto Sans SC"),url(data:font/woff;base64,{data}) format("woff")}}'
)


def codebook_page(kind: str) -> str:
    """Return the page that lies beside a sheet: how to fill it in, and the codes; `kind` as for `make_sheet`."""
    title, _, codes = reader_page(kind).partition("\n")
    body = _PILCROW.sub("", markdown2html(f"{title}\n\n{filling_rules(kind)}\n{codes}"))
    contents = [f'<li><a href="#{match["anchor"]}">{match["inner"]}</a></li>' for match in _HEADING.finditer(body)]
    data = base64.b64encode(webfont(html.unescape(body))).decode("ascii")
    return _FRAME.format(
        policy=_POLICY,
        title=title.lstrip("# "),
        css=(resources.files(__package__) / "templates" / "page.css").read_text(encoding="utf-8"),
        font=_FONT.format(data=data),
        contents="".join(contents),
        body=body,
    )
