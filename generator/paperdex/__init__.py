"""Paperdex: a Git repository of paper records becomes a searchable, citable website.

Data flows one way, and imports go down::

    cli -> commands -> site -> pages | checks -> catalog | sources -> records -> base

where *base* is the single-file modules of this package (errors, findings, settings,
yaml_io, text).
"""

__version__ = "0.1.0"
