"""String literals that take some care."""

STRINGS = (
    '""', '"a"', "'b'", '"key"', '"0"', '"1"', '"10"', '" 12 "', '"x\\ny"', '"\\u0041"',
    '"\\u{1F600}"', '"😀z"', '"\\ud83d"', '"\\ude00"', "'it\\'s'", '"\\x41\\0"',
    '"constructor"', '"https://flex.example.com/"', '"é"', '"b"', '"c"', '"toString"', '"null"',
    '"length"',
)  # fmt: skip
