from paperdex.cli import run

run()
