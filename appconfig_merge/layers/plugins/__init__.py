"""What the plugins of a page may set of its configuration, once they run.

A plugin is a program: when it runs, and what it finds then, only the page decides. So nothing of it
is run or evaluated; it is searched for the places that set something, and what stands there is read
as far as it is the same whatever the plugin does.
"""
