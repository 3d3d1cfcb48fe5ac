"""Readers of what people already have: any input in, drafts and findings out.

`formats` has the table of import formats, each declared by the module that reads it; `providers` the table of services
that know a paper by its identifier.
"""
