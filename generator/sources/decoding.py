"""Bytes to text for files that people saved: byte-order marks, older encodings, binary rubbish."""

from generator.findings import Finding, Severity

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes) -> tuple[str, list[Finding]]:
    """UTF-8, what a byte-order mark says, or Windows-1252; never fails, and says when it had to guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, _replaced(text)
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    note = Finding(code="not-utf-8", severity=Severity.WARNING, message="is not UTF-8; read as Windows-1252, so look at the accents", line=1)
    return text, [note, *_replaced(text)]


def is_binary(text: str) -> bool:
    """Null characters, or a tenth of the beginning made of control characters."""
    head = text[:4096]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in head)
    return "\0" in head or controls * 10 > len(head)


def _replaced(text: str) -> list[Finding]:
    position = text.find("\ufffd")
    if position < 0:
        return []
    line = text.count("\n", 0, position) + 1
    return [Finding(code="unreadable-character", severity=Severity.WARNING, message="a character could not be read and stands as U+FFFD", line=line)]
