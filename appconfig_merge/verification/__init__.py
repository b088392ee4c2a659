"""The prediction held against a running page: each difference with its cause."""
