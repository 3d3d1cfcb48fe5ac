"""Bytes to text for files that people saved: byte-order marks, older encodings, binary rubbish."""

from paperdex.findings import Finding, Severity

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HEAD = 4096
_STRAY = 3
_UNREADABLE = "\ufffd"


def decode_bytes(data: bytes) -> tuple[str, list[Finding]]:
    """The text in what a byte-order mark says, else UTF-8, else Windows-1252; never fails, and says when it had to
    guess.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, _unreadable(text)
    if unmarked := _unmarked_utf_16(data):
        text = data.decode(unmarked, errors="replace")
        return text, [_guess("UTF-16"), *_unreadable(text)]
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    # A few broken bytes do not make a file Windows-1252, and reading it so would break all its other accents.
    if sum(char >= "\x80" and char != _UNREADABLE for char in text) > text.count(_UNREADABLE):
        return text, _unreadable(text)
    text = data.decode("cp1252", errors="replace")
    return text, [_guess("Windows-1252"), *_unreadable(text)]


def is_binary(text: str) -> bool:
    """Whether a text was no text: it holds more than a stray null character, or a tenth of its beginning are control
    characters and what could not be read.
    """
    head = text[:_HEAD]
    controls = sum((char < " " and char not in "\t\n\r\f\v\x1b") or char == _UNREADABLE for char in head)
    return head.count("\0") > _STRAY or controls * 10 > len(head)


def _unmarked_utf_16(data: bytes) -> str | None:
    """The UTF-16 that some Windows programs write without its mark: every other byte of mostly Latin text is null."""
    head = data[:_HEAD]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > half * 0.8 and even < half * 0.2:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.8 and odd < half * 0.2 else None


def _guess(encoding: str) -> Finding:
    return Finding(
        code="not-utf-8",
        severity=Severity.WARNING,
        message=f"is not UTF-8; read as {encoding}, so look at the accents",
        line=1,
    )


def _unreadable(text: str) -> list[Finding]:
    """A finding for each line with an unreadable character: a person wants to know which papers to look at."""
    lines = (number for number, line in enumerate(text.split("\n"), 1) if _UNREADABLE in line)
    message = "a character could not be read and stands as U+FFFD"
    return [
        Finding(code="unreadable-character", severity=Severity.WARNING, message=message, line=line) for line in lines
    ]
