"""The one door to latex2mathml: TeX to elements of MathML, as far as it understands TeX."""

from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from latex2mathml.symbols_parser import convert_symbol

_REFUSALS: tuple[type[Exception], ...] = (
    *(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)),
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What latex2mathml raises at TeX that it does not understand: errors of its own, and whatever else happens on the way.
"""


def is_symbol(command: str) -> bool:
    r"""Whether a command such as `\alpha` stands for one symbol."""
    return bool(convert_symbol(command))


def element_of(latex: str) -> Element | None:
    """A `<math>` element; None where the TeX is not understood."""
    try:
        return convert_to_element(latex)
    except _REFUSALS:
        return None
