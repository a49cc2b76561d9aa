"""The look of tables and figures, carried by each, so that it is the same in a page, in JupyterLab and on paper."""

from __future__ import annotations

# Colours are those of the page, dark or light, where it has any. Numbers do not break within, heads may.
TABLE_STYLE = (
    "<style>"
    # A shadow at a side shows that the table goes on there.
    ".table-box{overflow-x:auto;margin:1rem 0 .2rem;background:"
    "linear-gradient(90deg,var(--paper,#fff) 30%,transparent) 0/2rem 100% no-repeat local,"
    "linear-gradient(-90deg,var(--paper,#fff) 30%,transparent) 100%/2rem 100% no-repeat local,"
    "linear-gradient(90deg,var(--line,#d5dae1),transparent) 0/.7rem 100% no-repeat,"
    "linear-gradient(-90deg,var(--line,#d5dae1),transparent) 100%/.7rem 100% no-repeat}"
    ".table-box:focus-visible{outline:2px solid var(--link,#005a92);outline-offset:2px}"
    ".table-box table{border-collapse:collapse;width:100%;font-size:.92em;line-height:1.45;"
    "border-top:2px solid var(--line,#d5dae1);border-bottom:2px solid var(--line,#d5dae1)}"
    ".table-box caption{text-align:left;font-weight:600;padding:.2rem .6rem .4rem}"
    ".table-box td,.table-box th{border-top:1px solid var(--line,#d5dae1);padding:.35rem .6rem;vertical-align:top}"
    ".table-box th{font-weight:600;vertical-align:bottom!important;border-bottom:2px solid var(--line,#d5dae1)}"
    ".table-box .gt_left{text-align:left}"
    ".table-box .gt_right{text-align:right;font-variant-numeric:tabular-nums}"
    ".table-box td.gt_right{white-space:nowrap}"
    # Chinese breaks after any character: words need room for some.
    ".table-box :where(td:not(.gt_right)){min-width:4em}.table-box :where(td:first-child:not(.gt_right)){min-width:6em}"
    ".table-note{font-size:.85em;line-height:1.5;margin:.3rem 0}"
    "@media print{.table-box{overflow:visible;background:none}.table-box table{break-inside:auto;font-size:8.5pt}"
    ".table-box tr{break-inside:avoid}.table-box thead{display:table-header-group}}"
    "</style>"
)

NARROW_MEDIA = "screen and (max-width:38rem)"

# On a narrow screen panels stand below each other. A drawing of one panel is scrolled within its frame, for shrunk to
# 355 pixels its labels would be 7 pixels high; the names of its rows stay in view.
CHART_STYLE = (
    "<style>"
    ".chart{max-width:100%;width:auto}"
    ".chart figcaption strong{display:block;font-size:1.18rem;line-height:1.4;font-weight:600}"
    ".chart .measure,.chart .source{display:block;color:var(--grey,#5f6b7a);font-size:.9rem;line-height:1.5}"
    ".chart .source{font-size:.82rem;margin:.3rem 0 0}"
    ".chart .scroll{overflow-x:auto;margin:.5rem 0 0}"
    ".chart .drawing{position:relative;display:grid;width:fit-content;min-width:34rem}"
    ".chart img{max-width:100%;height:auto;display:block;background:#fff}"
    ".chart .drawing>img,.chart .drawing>picture,.chart .names{grid-area:1/1}"
    ".chart .names{display:none}"
    "@media (prefers-color-scheme:dark){.chart .drawing{margin:8px;box-shadow:0 0 0 8px #fff;border-radius:1px}}"
    f"@media {NARROW_MEDIA}{{"
    ".chart.stacks .drawing{min-width:0}"
    ".chart.stacks a.mark{left:var(--l)!important;top:var(--t)!important;width:var(--w)!important;"
    "height:var(--h)!important}"
    ".chart .names{display:block;position:sticky;left:0;background:#fff;color:#1f2933;font-size:.72rem;"
    "line-height:1.15;z-index:1}"
    ".chart .names span{position:absolute;right:.3rem;left:0;text-align:right;transform:translateY(-50%)}"
    ".chart:not(.stacks) .scroll::after{content:'← 左右滑动，看图的全部 →';display:block;position:sticky;"
    "left:0;width:fit-content;font-size:.8rem;color:var(--grey,#5f6b7a)}"
    ".chart:not(.stacks):lang(en) .scroll::after{content:'← swipe to see all of it →'}}"
    "@media print{.chart{break-inside:avoid}.chart .scroll{overflow:visible}.chart .drawing{min-width:0}"
    ".chart .scroll::after{display:none!important}}"
    "</style>"
)
