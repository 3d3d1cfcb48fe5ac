"""The papers seen by topic, date, person, organisation and venue. Frozen; built once from records.

`catalog.Catalog` has them all, `view.View` is what pages ask, so that it is known what each of them has read.
"""
