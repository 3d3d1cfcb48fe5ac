"""One checked YAML file per paper: what a record is, how it is read, and how it is written."""
