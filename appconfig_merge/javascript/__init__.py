"""JavaScript's values and their arithmetic, as ECMA-262 defines them."""
