"""What each command does, callable from Python: arguments in, a result out. Nothing here prints or exits."""
