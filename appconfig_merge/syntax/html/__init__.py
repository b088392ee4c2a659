"""Reading an HTML page for what it runs, with places: never refused, as no browser refuses one."""
