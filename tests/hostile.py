"""Records that nobody wishes well: what a stranger's pull request may hold, and what no record may.

Whatever gets to run in a browser sets `window.ran`, opens a dialog or asks the host elsewhere.example for something.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paperdex.records.link_kinds import LISTS
from paperdex.records.paper import Paper
from paperdex.records.write import to_mapping
from small_index import SmallIndex

RUN = "window.ran=1"
ELSEWHERE = "https://elsewhere.example"

HTML = (
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</textarea></style></noscript></template></pre></main><script>{RUN}</script>",
    f"<ScRiPt src={ELSEWHERE}/x.js></sCrIpT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img src={ELSEWHERE}/x.png>",
    f"<svg onload={RUN}><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s><use href='data:image/svg+xml,x'/></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img src=x onerror={RUN}>",
    f"<body onload={RUN}><details open ontoggle={RUN}><summary autofocus onfocus={RUN} tabindex=1>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    (
        f"<iframe src='javascript:parent.{RUN}'></iframe><object data=javascript:{RUN}></object><embed "
        f"src=javascript:{RUN}>"
    ),
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}/'>",
    f"<base href={ELSEWHERE}/><link rel=stylesheet href=x.css><form action={ELSEWHERE}><button autofocus>go",
    f"<style>@import '{ELSEWHERE}/x.css';*{{background:url({ELSEWHERE}/x)}}</style>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}' x='",
    f"` onmouseover={RUN} ` x=`",
    f"<!-- --><script>{RUN}</script><!--",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"]]><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;script&#62; &amp;lt; &quot; &#x3c;",
    f"<a href=javascript:{RUN}>x</a><a href='&#106;avascript:{RUN}'>y</a>",
    f"<p/onclick={RUN}>\u2028\u2029<b title=\u00a0x>",
    f"\ufeff<\u200bscript>{RUN}</script>",
)
"""For parsers of HTML and XML."""

MARKDOWN = (
    f"[x](javascript:{RUN})",
    f"[x](JaVaScRiPt:{RUN}) [y](java&#10;script:{RUN}) [z](data:text/html,<script>{RUN}</script>)",
    f"[x]: javascript:{RUN}",
    "[x][y] [y]: <data:text/html;base64,PHNjcmlwdD4=> ![z][y]",
    f"![x]({ELSEWHERE}/x.png) ![y](x' onerror='{RUN})",
    f"<javascript:{RUN}> <{ELSEWHERE}/>",
    f"x {{: onclick='{RUN}' }}",
    f"# heading {{: #main onclick={RUN} }}",
    f"{{: .x onclick={RUN} }}",
    f"`x`{{: onclick={RUN} }}",
    "``` html",
    "~~~",
    "--- title: x ---",
    "1. one",
    "- item",
    "> quoted",
    "* * *",
    "| a | b | |---|---|",
    "Term : definition",
    "*[HTML]: x",
    "[TOC]",
    "!!! note",
    "\\<script\\> \\[x\\](y) \\\\",
    "**a __b *c _d ~~e ==f ^^g",
    "--8<-- 'mkdocs.yml'",
    "@everyone closes #1, see other/repository#2 and [ ] tick",
    "| ]( ](x)",
    ":smile: :material-account: :octicons-x-16:",
    "[^1] [^1]: note",
    "${{ secrets.GITHUB_TOKEN }} `${x}`",
)
"""For parsers of Markdown, and for what hosts make of it."""

TEMPLATES = (
    "{{ config }}{{ 7 * 7 }}{% raw %}{% include 'mkdocs.yml' %}{# x",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "<%= 7 * 7 %> #{7*7} ${7*7} {7*7} %s %(x)s {0} {x.__class__}",
    "!!python/object/apply:os.system ['id'] !ENV HOME &a *a <<: *a",
    "title: x\\n---\\n- !!js/function 'x'",
    "'\" : # - ? & * ! | > % @",
    "null",
    "yes",
    "2024-01-01",
    "0x1f",
    "1e9",
    "=cmd|' /C calc'!A0",
    "+SUM(1+1)*cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
)
"""For template engines, YAML and spreadsheets."""

BREAKOUTS = (
    "}, title = {other}, note = {x",
    "}}\\n@article{other, title={x}",
    '@comment{x @string{a = "b"} @preamble{"\\immediate\\write18{id}"}',
    "{{{ unbalanced \\} \\{ \\",
    "% comment \\input{/etc/passwd} \\write18{id} ^^41",
    "ER  - TY  - JOUR TI  - other",
    '"}, {"id": "other", "x": "',
    '\\" \\u0022 \\u003c \\/ \\',
    "x,\"y\";\t'z'",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]> &a; &#0; &#xD800;",
    "<?xml version='1.0'?><?php system('id') ?>",
    "</entry></feed><entry>",
    "Content-Type: text/html Set-Cookie: a=b",
    "::error file=x,line=1::stop ::set-output name=a::b ::add-mask::x",
    "and others and {and} and",
    "a; b, c",
)
"""For readers of BibTeX, RIS, JSON, CSV, XML and logs."""

TEX = (
    f"$\\href{{javascript:{RUN}}}{{x}}$",
    f"$\\text{{<script>{RUN}</script>}}$",
    f"$x^{{<img src=x onerror={RUN}>}}$ and $a<b>c$",
    f"$\\style{{x}}{{y}} \\class{{a}}{{b}} \\unicode{{x3c}}script$ \\(\\mathrm{{&lt;svg onload={RUN}&gt;}}\\)",
    "$\\def\\x{\\x\\x}\\x$ \\newcommand{\\y}{\\y} $\\input{/etc/passwd}$",
    "$" + "{" * 300 + "x" + "}" * 300 + "$",
    "$" + "\\frac{" * 60 + "$",
    "$$ \\[ \\( $ \\) \\] $$ $",
    "$\\begin{array}{c} \\color{red} \\require{html} \\\\ \\end{array}$",
)
"""For what turns TeX into MathML."""

SHAPES = (
    "\u200f\u200e\u061c right to left مرحبا שלום",
    "Z" + "\u0301\u0327\u0489" * 200,
    "\U000e0041\U000e0042\u2060\u00ad\ufeff invisible",
    "../../../../etc/passwd ..\\..\\windows C:\\nul /dev/null file:///etc/passwd",
    "con",
    "index",
    "\ufffd\U0010fffd\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "あ" * 300,
    "a" * 4_000,
    "<" * 1_000,
    "[" * 1_000,
    "*a " * 500,
    "$ " * 500,
    "`" * 1_000,
)
"""Text of unkind shape."""

TEXTS = (*HTML, *MARKDOWN, *TEMPLATES, *BREAKOUTS, *TEX, *SHAPES)

HEAD = "id: a-paper\ntitle: A paper\nprovenance: {source: manual}\n"
REFUSED = {
    "a null character": 'title: "a\\0b"\n',
    "a control character": 'title: "a\\x1b[31mb"\n',
    "a raw control character": "title: a\x07b\n",
    "a direction override": 'title: "a\\u202eb"\n',
    "a lone surrogate": 'title: "a\\ud800b"\n',
    "a Python object": "title: !!python/object/apply:os.system [id]\n",
    "an environment variable": "title: !ENV HOME\n",
    "aliases that multiply": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n",
    "a merge key": "<<: {title: x}\n",
    "depth": f"title: {'[' * 50_000}\n",
    "braces": f"title: {'{a: ' * 50_000}\n",
    "dashes": f"title:\n{'- ' * 50_000}x\n",
    "a path as id": "id: ../../x\n",
    "a device as id": "id: nul\n",
    "an id of 300 characters": f"id: {'a' * 300}\n",
    "a hidden file as id": "id: .git\n",
    "two documents": "title: x\n---\ntitle: y\n",
    "front matter of something else": "---\ntitle: x\nhooks: [x.py]\n---\n# x\n",
    "a list": "- title: x\n",
    "an unknown field": "template: x.html\n",
}
"""Records that are refused; each takes the place of the line of `HEAD` with its key."""

REFUSED_ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\u0001javascript:{RUN}",
    f"javascript://x.example/%0A{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,<svg onload=x>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "view-source:https://a.example/",
    "about:blank",
    "//elsewhere.example/",
    "/papers/",
    "https:elsewhere.example",
    "https:///x",
    "https://",
    "https://user:secret@a.example/",
    "https://a.example@elsewhere.example/",
    'https://a.example/"onclick="x',
    "https://a.example/<script>",
    "https://a.example/ x",
    "https://a.example/\u202egnp",
    "https://a.example/{{x}}",
    "https://a.example/`x`",
    "https://a.example/\\x",
    "https://[::1/",
    "https://a.example:99999/",
    "https://a.example:x/",
    "mailto:a@b.example",
    "ftp://a.example/",
)
"""What may not stand where a record has a web address."""

ADDRESSES = (
    f"https://a.example/'onclick='{RUN}",
    f"https://a.example/)](javascript:{RUN})",
    "https://a.example/&quot;onclick=x&gt;",
    "https://a.example/%22%3E%3Cscript%3E",
    "https://a.example/#*_~[x](y)",
    "https://a.example/?q=1&copy=2&lt=3;x#a'b",
    "https://a.example/../../..//x",
    f"https://a.example/;{RUN}//",
    "https://xn--80ak6aa92e.example/日本?q=é",
)
"""Web addresses that are some, however they look."""

DOIS = (
    f"10.1234/'onclick='{RUN}",
    "10.1234/a)](b)",
    "10.1234/&lt;script&gt;",
    "10.1234/../../x",
    "10.1234/{{x}}#?%25",
    "10.1234/%26lt;\\x}{",
)

SETTINGS = """site_name: Trust
site_url: https://trust.example/below/
docs_dir: build/docs
site_dir: site
theme: {name: material, custom_dir: build/theme, font: false}
markdown_extensions: [attr_list, def_list, tables]
plugins: []
extra:
  paperdex: {repository: "https://github.com/example/trust", page_size: 60, newest: 30, author_feeds_from: 2, \
feed_entries: 500}
"""


def fields(number: int, text: str) -> dict[str, Any]:
    """A record with `text` wherever text may stand."""
    line, address, doi = text, ADDRESSES[number % len(ADDRESSES)], DOIS[number % len(DOIS)]
    return {
        "id": f"hostile-{number:03}",
        "title": line,
        "type": "article",
        "authors": [{"family": line, "given": line}, {"literal": line}, {"family": "Plain", "given": "Pat"}],
        "organization": {"name": line, "handle": line},
        "date": f"{2020 + number % 5}-{number % 2 + 1:02}-{number % 28 + 1:02}",
        "abstract": f"{line}\n\n{text} {line}",
        "topics": [f"topic-{number % 10}"],
        "venue": {"name": line, "year": 2020, "status": "published"},
        "container": {"title": line, "volume": line[:99], "issue": line[:99], "pages": line[:99], "publisher": line},
        "links": {"doi": doi, "url": address, "pdf": address, **{kind: [address] for kind in LISTS}},
        "note": text,
        "status": {"kind": ("withdrawn", "retracted")[number % 2], "reason": line, "by": line, "date": "2024"},
        "corrected": [{"date": "2024-01-01", "note": line}],
        "aliases": [f"former-{number:03}"],
        "provenance": {"source": line, "file": line, "repaired": {"abstract": text}, "evidence": {line: [address]}},
    }


def refused(paper_id: str, text: str) -> str:
    """A record of `REFUSED`."""
    key = text.partition(":")[0]
    head = "".join(line for line in HEAD.splitlines(keepends=True) if line.partition(":")[0] != key)
    return head.replace("a-paper", paper_id) + text


def papers() -> list[Paper]:
    """Every text in a record of its own, and a crowd of authors."""
    found = [Paper.model_validate(fields(number, text)) for number, text in enumerate(TEXTS)]
    crowd = [
        {"family": f"Name {number} {TEXTS[number] if number < 20 else ''}", "given": "A."} for number in range(10_000)
    ]
    removed = {
        **fields(998, HTML[0]),
        "title": "A removed paper",
        "status": {"kind": "removed", "reason": HTML[6], "by": HTML[8]},
    }
    values = {"id": "crowd", "title": "A crowd", "authors": crowd, "provenance": {"source": "manual"}}
    return [*found, Paper.model_validate(values), Paper.model_validate(removed)]


def write_index(root: Path, found: Sequence[Paper] | None = None) -> SmallIndex:
    """An index of nothing else, or of some of them."""
    index = SmallIndex(root)
    index.write("mkdocs.yml", SETTINGS)
    for paper in papers() if found is None else found:
        index.add(paper.id, **{key: value for key, value in to_mapping(paper).items() if key != "id"})
    index.write("content/topics.yaml", "".join(_topic(number) for number in range(10)))
    return index


def _topic(number: int) -> str:
    text = HTML[number].replace("'", "''")
    described = MARKDOWN[number].replace("'", "''")
    return (
        f"- slug: topic-{number}\n  name: 'Topic {number} {text}'\n  description: '{described}'\n"
        f"  aliases: [former-topic-{number}]\n"
    )
