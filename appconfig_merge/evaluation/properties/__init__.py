"""ECMA-262's internal methods of objects ([[Get]], [[Set]], [[Delete]] and their kin)."""
