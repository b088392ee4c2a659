"""Static evaluation of scripts: what V8 would compute, or an honest "not known"."""
