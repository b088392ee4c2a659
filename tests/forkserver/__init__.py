"""Calls of the command that begin in a process which has imported everything already.

Starting Python and importing the package takes most of a call's time. A server, one for each worker
of the tests, has done both; for each call it forks a child, which gets the call's arguments,
environment, folder and streams, and does the rest as a new interpreter does: ``main()``, exit code,
traceback, the end of threads and of files left open.

What such a call can't show is what belongs to the start itself: the order of imports, what is
imported at all, memory, and what a terminal changes. Tests of these start an interpreter
(:func:`tests.cli.command.run_in_new_process`), and a test holds that a call of every command is the
same both ways.
"""
