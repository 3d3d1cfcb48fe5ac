"""The papers seen by topic, date, person, organisation and venue. Frozen; built once from records."""
