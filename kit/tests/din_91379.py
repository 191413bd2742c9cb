"""What names in Germany are written with (DIN 91379, binding since 01.11.2024): letters, sequences, non-letters N1."""

# From one letter to the other, in the order of Unicode.
_FROM_TO = (
    "AZ az ÀÖ Øö øž Ƈƈ ƏƏ ƗƗ Ơơ Ưư \u01b7\u01b7 Ǎǜ Ǟǟ Ǣǰ Ǵǵ Ǹǿ Ȓȓ Șț Ȟȟ ȧȳ əə ɨɨ ʒʒ "
    "Ḃḃ Ḇḇ Ḋḑ ḗḗ Ḝḫ ḯḷ Ḻḻ Ṁṉ Ṓṛ Ṟṣ Ṫṯ Ẁẇ Ẍẗ ẞẞ Ạỹ"
)

# The letters that stand before the marks.
_BEFORE = {
    "\u0300": "CFGKMPSTZcfgkmpstz",
    "\u0301": "JjÿĪī",
    "\u0302": "DKLMNdklmn",
    "\u0304": "CFHKNPSTZcfhknpstzÛûḲḳṢṣṬṭỤụ",
    "\u0306": "CMNRZcmnrzÇç",
    "\u0307": "KUku",
    "\u0308": "CTZczẠạỌọỤụ",
    "\u030b": "Aa",
    "\u030c": "J",
    "\u030d": "ēō",
    "\u0310": "Mm",
    "\u0315": "CKPTckptČč",
    "\u031b": "KTkt",
    "\u031b\u0304": "Ss",
    "\u0323": "CPcpČč",
    "\u0325": "LRlr",
    "\u0325\u0304": "LRlr",
    "\u0326": "CHKLNchklnŽž",
    "\u0327": "ZzŽž",
    "\u0328\u0306": "Cc",
    "\u0331": "HSs",
    "\u035fH": "K",
    "\u035fh": "Kk",
}

LETTERS = [chr(code) for pair in _FROM_TO.split() for code in range(ord(pair[0]), ord(pair[1]) + 1)]
SEQUENCES = [letter + marks for marks, letters in _BEFORE.items() for letter in letters]
NON_LETTERS = list(" ',-.`~\u00a8\u00b4\u00b7\u02b9\u02ba\u02be\u02bf\u02c8\u02cc\u2019\u2021")
