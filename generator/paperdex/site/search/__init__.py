"""The search index: static files, so made that a query loads little of it and one edited paper changes little of it."""
